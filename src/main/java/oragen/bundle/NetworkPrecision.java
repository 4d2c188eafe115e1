package oragen.bundle;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a network of a bundle computes. */
public enum NetworkPrecision {
    /** In 32-bit floats. */
    @JsonProperty("fp32")
    FP32,
    /** Its products in 16-bit floats, which GPUs are made for and processors gain nothing by. */
    @JsonProperty("fp16")
    FP16,
    /** Its large products in 8-bit integers. */
    @JsonProperty("int8")
    INT8;

    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
