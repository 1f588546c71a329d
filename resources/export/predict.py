"""Reads texts from standard input, one a line, and prints what the model says of each as one line of JSON."""

import json
import sys
from pathlib import Path

from reading import Reader

reader = Reader(Path(__file__).parent)
for line in sys.stdin.buffer:
    text = line.decode("utf-8").rstrip("\n")
    print(json.dumps({"text": text, "found": reader(text)}))
