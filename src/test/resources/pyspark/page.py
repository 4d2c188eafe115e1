"""Runs the Python and the SQL of a page, and writes the rows that came of it as lines of JSON: page.py PAGE FOLDER."""

import json
import re
import sys
from pathlib import Path

page, folder = Path(sys.argv[1]).read_text(), Path(sys.argv[2])
names = {}
for language, text in re.findall(r"^```(python|sql)\n(.*?)^```$", page, re.DOTALL | re.MULTILINE):
    if language == "python":
        exec(text, names)
    else:
        for statement in filter(str.strip, text.split(";")):
            names["answer"] = names["spark"].sql(statement)

names["labelled"] = names["labelled"].selectExpr("audio.path AS audio_path", "*").drop("audio")
for name in ("predictions", "answer", "labelled"):
    with open(folder / (name + ".jsonl"), "w") as lines:
        for row in names[name].collect():
            # Of a map too, none is nothing: labels that no sample of an archive has.
            told = {column: value for column, value in row.asDict(recursive=True).items() if value not in (None, {})}
            lines.write(json.dumps(told) + "\n")
print("Spark", names["spark"].version, "at", names["spark"].sparkContext.master)
