package oragen.spark.label;

import oragen.bundle.BundleManifest;
import oragen.bundle.NetworkPrecision;
import oragen.onnx.InferenceDevice;
import oragen.onnx.Processor;
import oragen.spark.clips.ClipSelection;

/** All that a {@link Labelling} was told. */
record LabelRequest(
        ClipSelection selection, LabelMethod method, LabelExecution execution, LabelDestination destination) {
    /** Settles the precision by this machine, the driver's; executors take what it says. */
    NetworkPrecision precision(BundleManifest manifest) {
        return method.precision().settle(manifest, fastest());
    }

    private NetworkPrecision fastest() {
        if (!InferenceDevice.isProcessor(execution.device())) {
            return NetworkPrecision.FP16;
        }
        return Processor.hasFastBytes() ? NetworkPrecision.INT8 : NetworkPrecision.FP32;
    }
}
