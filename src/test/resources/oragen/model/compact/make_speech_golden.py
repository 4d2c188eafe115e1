"""Golden answers for SpeechNetworkIT: Silero's published network, chunk by chunk, on two voices that lie beside this file.

python make_speech_golden.py PACKAGE/dist/silero_vad_v6.onnx > speech_golden.json   (onnxruntime 1.32.0, numpy 2.4.6)
"""

import json
import pathlib
import sys
import wave

import numpy as np
import onnxruntime

RATE, CHUNK, CONTEXT = 16000, 512, 64

session = onnxruntime.InferenceSession(sys.argv[1])
answers = {}
for name in ("rms.wav", "espeak-f2.wav"):
    with wave.open(str(pathlib.Path(__file__).parent / "voices" / name)) as file:
        assert file.getframerate() == RATE
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").astype("f4") / 32768
    state, context, probabilities = np.zeros((2, 1, 128), "f4"), np.zeros(CONTEXT, "f4"), []
    for start in range(0, len(samples) - CHUNK + 1, CHUNK):
        chunk = samples[start : start + CHUNK]
        inputs = {"input": np.concatenate([context, chunk])[None], "state": state, "sr": np.array(RATE, "i8")}
        probability, state = session.run(None, inputs)
        probabilities.append(float(probability[0, 0]))
        context = chunk[-CONTEXT:]
    answers[name] = {"probabilities": probabilities, "state": [float(value) for value in state.ravel()]}
json.dump(answers, sys.stdout)
