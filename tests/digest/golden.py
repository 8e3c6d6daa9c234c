"""The expected result of each paper in papers/, written by `python -m tests.digest.golden`.

Look at the difference before you keep it: a golden file is only as good as the eye that read it.
"""

import dataclasses
import json
from pathlib import Path

from speeches.digest.parse import parse_text
from speeches.records import Digest

HERE = Path(__file__).parent
PAPERS = {
    "2021-03-24": HERE.parents[1] / "fixtures" / "2021-03-24.txt",
    **{path.stem: path for path in sorted((HERE / "papers").glob("*.txt"))},
}


def shown(digest: Digest) -> str:
    """The digest as JSON, its problems as sentences."""

    def said(problems):
        return [{"row": problem.row, "message": problem.say()} for problem in problems]

    data = dataclasses.asdict(dataclasses.replace(digest, problems=(), speeches=()))
    data["problems"] = said(digest.problems)
    data["speeches"] = [
        dataclasses.asdict(dataclasses.replace(speech, problems=())) | {"problems": said(speech.problems)}
        for speech in digest.speeches
    ]
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def golden(name: str) -> Path:
    return HERE / "golden" / f"{name}.json"


if __name__ == "__main__":
    for name, path in PAPERS.items():
        golden(name).write_text(shown(parse_text(path.read_bytes())), encoding="utf-8")
