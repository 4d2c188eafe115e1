"""Makes metrics.json with scikit-learn and scipy (Debian 12: 1.2.1 and 1.10.1): arrays, and what others make of them."""
import json
import pathlib
import warnings

import numpy
from scipy import stats
from sklearn import metrics

warnings.simplefilter("ignore")
random = numpy.random.RandomState(7)


MASKS = ["no_mask", "tissue", "medical", "protective_ffp", "respirator", "face_shield"]


def by_class(truth, prediction):
    """Recall and F1 of classes in the truth, precision of classes in either."""
    columns = metrics.precision_recall_fscore_support(truth, prediction, labels=range(6), zero_division=0)
    result = {}
    for label, (precision, recall, f1, support) in enumerate(zip(*columns)):
        if support > 0:
            result["recall_" + MASKS[label]] = recall
            result["f1_" + MASKS[label]] = f1
            result["support_" + MASKS[label]] = int(support)
        if support > 0 or label in prediction:
            result["precision_" + MASKS[label]] = precision
    return result


def calibration_error(truth, score):
    winning = numpy.maximum(score, 1 - score)
    right = (score >= 0.5) == (truth == 1)
    bins = numpy.minimum(14, ((winning - 0.5) * 30).astype(int))
    return sum(abs(winning[bins == b].sum() - right[bins == b].sum()) for b in range(15)) / len(score)


def classes(truth, prediction):
    present = sorted(set(truth))
    return by_class(truth, prediction) | {
        "uar": metrics.balanced_accuracy_score(truth, prediction),
        "macro_f1": metrics.f1_score(truth, prediction, labels=present, average="macro", zero_division=0),
        "macro_precision": metrics.precision_score(truth, prediction, labels=present, average="macro", zero_division=0),
        "accuracy": metrics.accuracy_score(truth, prediction),
        "uar_seen_classes": metrics.recall_score(truth, prediction, average="macro", zero_division=0),
        "macro_f1_seen_classes": metrics.f1_score(truth, prediction, average="macro", zero_division=0),
        "macro_precision_seen_classes": metrics.precision_score(truth, prediction, average="macro", zero_division=0),
        "uar_all_classes": metrics.recall_score(truth, prediction, labels=range(6), average="macro", zero_division=0),
        "macro_f1_all_classes": metrics.f1_score(truth, prediction, labels=range(6), average="macro", zero_division=0),
        "macro_precision_all_classes": metrics.precision_score(
            truth, prediction, labels=range(6), average="macro", zero_division=0),
    }


def case(truth, prediction):
    truth, prediction = [int(x) for x in truth], [int(x) for x in prediction]
    return {"truth": truth, "prediction": prediction, "expected": classes(truth, prediction)}


mask = random.randint(0, 6, 80)
noisy = numpy.where(random.rand(80) < 0.6, mask, random.randint(0, 6, 80))
absent = random.randint(0, 3, 40)  # classes 3 to 5 are only predicted
age = numpy.round(random.uniform(18, 80, 60), 1)
predicted = age * 0.8 + 5 + random.normal(0, 6, 60)
predicted[0] = age[0] + 5
predicted[1] = age[1] - 10
truth = random.randint(0, 2, 200)
# 0.003 keeps some scores off the edges of calibration bins; others lie on them.
score = numpy.round(numpy.clip(0.5 + (truth - 0.5) * 0.4 + random.normal(0, 0.3, 200), 0.01, 0.98), 2) + 0.003
score[:20] = 0.503  # ties
score[20:30] = 0.5 + numpy.arange(10) / 30
score[30:60] = 0.7 + numpy.arange(30) * 1e-7  # closer than any bin
false_rate, true_rate, _ = metrics.roc_curve(truth, score, drop_intermediate=False)
crossing = numpy.argmax(1 - true_rate <= false_rate)
a0, r0, a1, r1 = false_rate[crossing - 1], 1 - true_rate[crossing - 1], false_rate[crossing], 1 - true_rate[crossing]
share = (r0 - a0) / ((r0 - a0) + (a1 - r1))
error = predicted - age
mean_square = numpy.var(age) + numpy.var(predicted) + (age.mean() - predicted.mean()) ** 2
result = {
    "mask_types": [
        case(mask, noisy),
        case(absent, (absent + random.randint(0, 4, 40)) % 6),
        case([2] * 5, [2, 2, 1, 2, 5]),
        case([4], [0]),
    ],
    "age": {
        "truth": age.tolist(),
        "prediction": predicted.tolist(),
        "expected": {
            "median_absolute_error_years": metrics.median_absolute_error(age, predicted),
            "mae_years": metrics.mean_absolute_error(age, predicted),
            "rmse_years": metrics.mean_squared_error(age, predicted) ** 0.5,
            "bias_years": error.mean(),
            "pearson": stats.pearsonr(age, predicted)[0],
            "ccc": 2 * numpy.cov(age, predicted, bias=True)[0, 1] / mean_square,
            "cs5": (abs(error) <= 5 + 1e-12).mean(),
            "cs10": (abs(error) <= 10 + 1e-12).mean(),
        },
    },
    "score": {
        "truth": truth.tolist(),
        "score": score.tolist(),
        "roc_auc": metrics.roc_auc_score(truth, score),
        "eer": r0 + share * (r1 - r0),
        "ece": calibration_error(truth, score),
    },
}
pathlib.Path(__file__).with_name("metrics.json").write_text(json.dumps(result))
