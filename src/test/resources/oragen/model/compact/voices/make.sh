#!/bin/bash
# Two seconds of voices that models/voices/voices.tsv holds out, from the folder that models/make-voices.sh wrote.
# flite's rms: Carnegie Mellon University, free use; festvox-suopuhe-mv: LGPL; espeak-ng: GPL-3, its voices f2 and Andrea.
set -euo pipefail
speech=${1:?give the folder of speech}
cd "$(dirname "$0")"
for voice in rms mv espeak-f2 espeak-andrea; do
    file=$(find "$speech/$voice" -name '*-0.wav' | LC_ALL=C sort | sed -n 4p)
    sox -D "$file" "$voice.wav" trim 0.5 2
done
