"""Golden answers for CompactBundleIT: the published face detector on a pattern, of every 16th anchor.

python make_detector_golden.py PACKAGE/ONNX/face_detection_back_256x256_barracuda.onnx > detector_golden.json
(onnxruntime 1.32.0, numpy 2.4.6)
"""

import json
import sys

import numpy as np
import onnxruntime

session = onnxruntime.InferenceSession(sys.argv[1])
image = np.sin(0.001 * np.arange(256 * 256 * 3)).astype("f4").reshape(1, 256, 256, 3)
names = [output.name for output in session.get_outputs()]
answers = session.run(names, {session.get_inputs()[0].name: image})
json.dump({name: answer[0, ::16].tolist() for name, answer in zip(names, answers)}, sys.stdout)
