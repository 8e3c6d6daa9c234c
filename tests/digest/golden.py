"""The expected result of each paper in papers/, written by `python -m tests.digest.golden`.

Look at the difference before you keep it: a golden file is only as good as the eye that read it.
"""

import json
from pathlib import Path

from speeches.digest.parse import parse_text
from speeches.records import Digest

HERE = Path(__file__).parent
PAPERS = {
    "2021-03-24": HERE.parents[1] / "fixtures" / "2021-03-24.txt",
    **{path.stem: path for path in sorted((HERE / "papers").glob("*.txt"))},
}


FIELDS = ("number", "country", "city", "organization", "role", "honorific", "speaker")


def shown(digest: Digest) -> str:
    """The digest as JSON, its problems as sentences."""
    data = {
        "title": digest.title,
        "year": digest.year,
        "date": digest.date,
        "problems": [{"row": problem.row, "message": problem.say()} for problem in digest.problems],
        "speeches": [
            {field: getattr(speech, field) for field in FIELDS}
            | {"paragraphs": [{"kind": p.kind, "label": p.label, "text": p.text} for p in speech.paragraphs]}
            | {"problems": [problem.say() for problem in speech.problems]}
            for speech in digest.speeches
        ],
    }
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def golden(name: str) -> Path:
    return HERE / "golden" / f"{name}.json"


if __name__ == "__main__":
    for name, path in PAPERS.items():
        golden(name).write_text(shown(parse_text(path.read_bytes())), encoding="utf-8")
