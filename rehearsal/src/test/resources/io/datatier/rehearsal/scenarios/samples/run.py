"""Runs a Lambda handler in Python: index.py in the folder that the first argument names, trusting the
certificate that the second names. One event a line on standard input, one answer a line on standard
output."""

import json
import sys

folder, certificate = sys.argv[1:]
sys.path.insert(0, folder)

import certifi

certifi.where = lambda: certificate

import index

for line in sys.stdin:
    try:
        print("+" + json.dumps(index.handler(json.loads(line), None)), flush=True)
    except Exception as error:
        print("-" + " ".join(str(error).split()), flush=True)
