"""The language of medical texts: numbers, units, names of drugs, words that weigh, and one spelling of each."""
