"""The peer of `benchmark all`: what a Python programmer would write on the networks of the compact bundle.

python peer.py CLIPS BUNDLE COUNT PROCESSES [--print]
Labels the mp4 files of a folder, repeated to COUNT, in a pool of processes; one pass of decoding a clip, networks in
batches of a clip. It leaves out what the program does beyond that: second looks at faces, ranges, rotation, rejects,
tables. Needs av, numpy, onnxruntime and opencv-python-headless (tried with 18.1.0, 2.4.6, 1.32.0 and 5.0.0).
"""

import itertools
import json
import multiprocessing
import pathlib
import sys

import av
import cv2
import numpy as np
import onnxruntime

RATE = 16000


class Networks:
    def __init__(self, bundle):
        self.manifest = json.loads((bundle / "manifest.json").read_text())
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        parts = ("voiceActivity", "faceDetector", "audioEncoder", "visualEncoder", "fusion")
        self.sessions = {
            part: onnxruntime.InferenceSession(str(bundle / self.manifest[part]["file"]), options) for part in parts
        }
        centres = []
        for grid in self.manifest["faceDetector"]["grids"]:
            middle = (np.arange(grid["cells"]) + 0.5) / grid["cells"]
            cells = np.stack(np.meshgrid(middle, middle), -1).reshape(-1, 2)
            centres.append(np.repeat(cells, grid["anchors"], 0))
        self.anchors = np.concatenate(centres)

    def speech(self, wave):
        rules = self.manifest["voiceActivity"]
        chunk, context = rules["chunkSamples"], rules["contextSamples"]
        padded = np.concatenate([np.zeros(context, "f4"), wave, np.zeros(-len(wave) % chunk, "f4")])
        chunks = np.lib.stride_tricks.sliding_window_view(padded, context + chunk)[::chunk]
        state, heard = np.zeros(rules["stateShape"], "f4"), []
        for start in range(0, len(chunks), 32):
            names = [rules["probabilityOutput"], rules["stateOutput"]]
            given = {rules["audioInput"]: chunks[start : start + 32], rules["stateInput"]: state}
            probabilities, state = self.sessions["voiceActivity"].run(names, given)
            heard.append(probabilities)
        return np.concatenate(heard)

    def faces(self, frames):
        rules = self.manifest["faceDetector"]
        size = rules["imageSize"]
        images = np.stack([cv2.resize(frame, (size, size)) for frame in frames]).astype("f4") / 127.5 - 1
        names = [grid[kind] for kind in ("scores", "boxes") for grid in rules["grids"]]
        found = self.sessions["faceDetector"].run(names, {rules["input"]: images})
        half = len(found) // 2
        scores, boxes = np.concatenate(found[:half], 1)[..., 0], np.concatenate(found[half:], 1)
        for frame, score, box in zip(frames, scores, boxes):
            best = score.argmax()
            if 1 / (1 + np.exp(-score[best])) < rules["scoreThreshold"]:
                yield None
                continue
            height, width = frame.shape[:2]
            centre = (self.anchors[best] + box[best, :2] / size) * (width, height)
            yield centre, max(box[best, 2] / size * width, box[best, 3] / size * height)

    def crop(self, frame, face):
        rules = self.manifest["visualEncoder"]
        centre, side = face
        side = max(1, round(side * (1 + 2 * rules["crop"]["margin"])))
        left, top = np.rint(centre - side / 2).astype(int)
        edge = side
        framed = cv2.copyMakeBorder(frame, edge, edge, edge, edge, cv2.BORDER_CONSTANT)
        part = framed[max(0, top + edge) : top + edge + side, max(0, left + edge) : left + edge + side]
        scaled = cv2.resize(part, (rules["width"], rules["height"]))[..., ::-1].astype("f4") / 255
        return ((scaled - np.float32(rules["mean"])) / np.float32(rules["deviation"])).transpose(2, 0, 1)


def decode(path):
    sound, frames, second = [], [], 0
    with av.open(str(path)) as container:
        for stream in container.streams:
            stream.codec_context.thread_count = 1
        resampler = av.AudioResampler("flt", "mono", RATE)
        for packet in container.demux():
            for frame in packet.decode():
                if isinstance(frame, av.AudioFrame):
                    sound += [part.to_ndarray()[0] for part in resampler.resample(frame)]
                elif frame.time is not None and frame.time + 5e-4 >= second:
                    frames.append(frame.to_ndarray(format="rgb24"))
                    second += 1
    return np.concatenate(sound), frames


def label(path):
    wave, frames = decode(path)
    networks.speech(wave)
    faces = list(networks.faces(frames))
    manifest, sessions = networks.manifest, networks.sessions
    visual, audio = manifest["visualEncoder"], manifest["audioEncoder"]
    features = {}
    seconds = [second for second, face in enumerate(faces) if face is not None]
    if seconds:
        crops = np.stack([networks.crop(frames[second], faces[second]) for second in seconds]).astype("f4")
        encoded = sessions["visualEncoder"].run([visual["output"]], {visual["input"]: crops})[0]
        features = dict(zip(seconds, encoded))
    rules = manifest["windows"]
    length, step, slots = rules["lengthSeconds"], rules["shiftSeconds"], rules["slots"]
    starts = range(0, max(1, -(-len(wave) // RATE) - length + step), step)
    windows = np.stack([np.resize(np.pad(wave[s * RATE :], (0, length * RATE)), length * RATE) for s in starts])
    windows = (windows - windows.mean(1, keepdims=True)) / np.sqrt(windows.var(1, keepdims=True) + 1e-7)
    heard = sessions["audioEncoder"].run([audio["output"]], {audio["input"]: windows.astype("f4")})[0]
    seen = np.zeros((len(windows), slots, *visual["featureShape"]), "f4")
    present = np.zeros((len(windows), slots), "f4")
    for window, start in enumerate(starts):
        for slot in range(slots):
            if start + slot in features:
                seen[window, slot], present[window, slot] = features[start + slot], 1
    given = {
        "audio_features": heard,
        "audio_present": np.ones(len(windows), "f4"),
        "visual_features": seen,
        "slot_present": present,
    }
    logits, years = sessions["fusion"].run(["gender_logits", "age_years"], given)
    odds = np.exp(logits - logits.max(1, keepdims=True))
    return path.name, float((odds[:, 0] / odds.sum(1)).mean()), float(np.nanmean(years))


def start(bundle):
    global networks
    networks = Networks(bundle)


if __name__ == "__main__":
    folder, bundle, count, processes = sys.argv[1:5]
    clips = sorted(pathlib.Path(folder).glob("*.mp4"))
    work = list(itertools.islice(itertools.cycle(clips), int(count)))
    with multiprocessing.Pool(int(processes), start, (pathlib.Path(bundle),)) as pool:
        labelled = pool.map(label, work, chunksize=4)
    if "--print" in sys.argv:
        for name, female, age in labelled[: len(clips)]:
            print(f"{name} female {female:.3f} age {age:.1f}")
