"""CSL items, as hypothesis draws them: whatever somebody may have typed or a program exported."""

from hypothesis import strategies as st

from guidance.references import record

# What one format or another reads as its own.
AWKWARD = [
    *"abXYZ 19,.-–'\"`~^_#&%$\\{}<>()[]@=;:!?/|+*",
    *(
        "é",
        "Ł",
        "中",
        "🧠",
        "\u0301",
        "\u0338",
        "\u2028",
        "\xa0",
        "\x00",
        "\ud800",
        "\t",
        "\n",
        " and ",
        " AND ",
        "--",
        "&amp;",
    ),
    *("&lt;", "<i>", "</i>", '\\"', "Jr", "von ", "et al.", "1.", "TY  - ", "ER  -", "PMID- ", "@article{a,", "others"),
]
words = st.lists(st.sampled_from(AWKWARD), max_size=8).map("".join) | st.text(max_size=12)
people = st.lists(
    st.fixed_dictionaries({"family": words}, optional={"given": words, "suffix": words, "non-dropping-particle": words})
    | st.fixed_dictionaries({"literal": words}),
    max_size=3,
)
parts = st.lists(st.integers(0, 32), min_size=1, max_size=3).map(lambda found: [found[0] + 1990, *found[1:]])
dates = parts.map(lambda found: {"date-parts": [found]}) | words.map(lambda text: {"literal": text})

FIELDS = {
    **dict.fromkeys(record.TEXTS, words),
    **dict.fromkeys(record.PEOPLE, people),
    **dict.fromkeys(record.DATES, dates),
    "DOI": words.map("10.5555/inv.{}".format),
    "PMID": st.integers(1, 10**9 - 1).map(str),
    "PMCID": st.integers(100, 10**9 - 1).map("PMC{}".format),
    "URL": words.map("https://example.org/{}".format),
    "page": st.sampled_from(["1-9", "e12", "5-5", "S1–S4", "1, 4-6"]) | words,
    "ISSN": st.sampled_from(["1234-567X", "12345678; 8765-4321"]),
    "ISBN": st.sampled_from(["978-0-00-000000-2", "000000000X 9780000000002"]),
}
items = st.fixed_dictionaries(
    {"title": words.map("An invented trial {}".format), "type": st.sampled_from(record.TYPES)},
    optional={field: found for field, found in FIELDS.items() if field != "title"},
)
