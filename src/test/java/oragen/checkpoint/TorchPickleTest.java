package oragen.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import oragen.InputException;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pickles written by hand, an instruction a letter. */
final class TorchPickleTest {
    private static final String STORAGE = "((S'storage'\nctorch\nFloatStorage\nS'0'\nS'cpu'\nI4\ntQ";
    private static final String TENSOR = "ctorch._utils\n_rebuild_tensor_v2\n" + STORAGE + "I1\n(I3\nt(I1\nttR";

    private static Map<String, TorchPickle.Tensor> read(String pickle) {
        return TorchPickle.read("net.pt", pickle.getBytes(StandardCharsets.ISO_8859_1));
    }

    private static AbstractStringAssert<?> assertRefused(String pickle) {
        InputException[] refusal = new InputException[1];
        assertThatExceptionOfType(InputException.class)
                .isThrownBy(() -> read(pickle))
                .satisfies(e -> refusal[0] = e);
        return assertThat(refusal[0].getMessage());
    }

    @Test
    void aTensorIsAViewOfItsStorage() {
        TorchPickle.Tensor tensor = read("}S'w'\n" + TENSOR + "s.").get("w");
        assertThat(tensor.storage()).isEqualTo(new TorchPickle.Storage(ElementType.FLOAT32, "0"));
        assertThat(tensor.firstElement()).isEqualTo(1);
        assertThat(tensor.shape()).containsExactly(3);
        assertThat(tensor.strides()).containsExactly(1);
    }

    @Test
    void theStateDictionaryMayLieInsideAndKeepsItsPrefix() {
        for (String key : new String[] {"model_state_dict", "state_dict", "state_dict_ema", "model_ema", "model"}) {
            assertThat(read("}S'epoch'\nI3\nsS'" + key + "'\n}S'module.w'\n" + TENSOR + "ss."))
                    .containsOnlyKeys("module.w");
        }
    }

    @Test
    void averagedWeightsAreTakenAndDictionariesMayBeNested() {
        String plain = "S'state_dict'\n}S'plain'\n" + TENSOR + "ss";
        String averaged = "S'state_dict_ema'\n}S'averaged'\n" + TENSOR + "ss";
        assertThat(read("}" + plain + averaged + ".")).containsOnlyKeys("averaged");
        assertThat(read("}S'model'\n}" + plain + "s.")).containsOnlyKeys("plain");
        // A dictionary that is its own entry.
        assertRefused("}p0\nS'model'\ng0\ns.").contains("no tensor in its state dictionary");
    }

    @Test
    void valuesOfPythonBesideTheWeightsAreLeftOut() {
        String notes = "S'precision'\nctorch\nfloat16\nsS'source_checkpoint'\ncpathlib\nPosixPath\n(S'a'\ntRs";
        assertThat(read("}" + notes + "S'w'\n" + TENSOR + "s.")).containsOnlyKeys("w");
    }

    @Test
    void whatIsNoTensorIsLeftOut() {
        assertThat(read("}S'epoch'\nI3\nsS'w'\n" + TENSOR + "s.")).containsOnlyKeys("w");
        assertRefused("}S'epoch'\nI3\ns.").contains("no tensor in its state dictionary");
        assertRefused("I3\n.").contains("no tensor in its state dictionary");
    }

    @Test
    void aStorageWithoutTypeIsAllowedBesideTheWeights() {
        String untyped = STORAGE.replace("ctorch\nFloatStorage", "ctorch.storage\nUntypedStorage")
                .substring(1);
        assertThat(read("}S'extra'\n" + untyped + "sS'w'\n" + TENSOR + "s.")).containsOnlyKeys("w");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cos\nsystem\n(S'touch run'\ntR.",
                "cbuiltins\neval\n(S'1'\ntR.",
                "\u0080\u0004\u008c\u0002os\u008c\u0006system\u0093.",
                "cjava.lang\nRuntime\n.",
                // Named, or built, by the library's own lists.
                "cdatetime\ndate\n.",
                "coperator\nattrgetter\n.",
                "ctorch\nFunkyStorage\n."
            })
    void aNameThatIsNotListedIsRefused(String pickle) {
        assertRefused(pickle).contains("asks for ", "it was not loaded because it could run code");
    }

    @Test
    void theNameIsTold() {
        assertRefused("cos\nsystem\n.").contains("net.pt", "asks for os.system");
    }

    @ParameterizedTest
    @ValueSource(strings = {"(ios\nsystem\n.", "(cos\nsystem\no.", "\u0082\u0001.", "(o."})
    void oldWaysToCallAreRefused(String pickle) {
        assertRefused(pickle).contains("it was not loaded");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".",
                "}",
                "R.",
                "NNR.",
                "\u00ff.",
                "X\u00ff\u00ff\u00ff\u007f.", // a text of 2 GiB
                "T\u00ff\u00ff\u00ff\u00ff.", // a text of −1 or 4 GiB
                "\u008d\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.",
                "\u008b\u0000\u0000\u0000\u007f.",
                "S'key'\nQ.",
                "Ione\n.",
                "]]\u0093.", // lists for a name
                "ctorch._utils\n_rebuild_tensor_v2\n(NNNNtR.",
                "ctorch._utils\n_rebuild_parameter\n(tR."
            })
    void aDamagedPickleIsTold(String pickle) {
        assertRefused(pickle).contains("net.pt: a damaged pickle");
    }

    /** Lists of two equal lists of two equal lists…: 2^depth to whoever hashes or prints them, and as deep. */
    private static String lists(int depth) {
        return "]p0\n0" + "(g0\ng0\nlp0\n0".repeat(depth) + "g0\n";
    }

    @ParameterizedTest
    @ValueSource(ints = {60, 100_000})
    @Timeout(20)
    void keysThatAreListsWithinListsAreNotHashed(int depth) {
        String weights = "S'w'\n" + TENSOR;
        assertThat(read("}" + weights + "s" + lists(depth) + "I1\ns.")).containsOnlyKeys("w");
        assertThat(read("}(" + lists(depth) + "I1\n" + weights + "u.")).containsOnlyKeys("w");
        assertThat(read("(" + lists(depth) + "I1\n" + weights + "d.")).containsOnlyKeys("w");
        assertThat(read("}" + weights + "sS'set'\n\u008f(" + lists(depth) + "\u0090s."))
                .containsOnlyKeys("w");
        assertThat(read("}" + weights + "sS'set'\n(" + lists(depth) + "\u0091s."))
                .containsOnlyKeys("w");
        assertRefused(lists(depth) + lists(depth) + "\u0093.").contains("a name that is no text");
        assertRefused("(S'storage'\nctorch\nFloatStorage\n" + lists(depth) + "tQ.")
                .contains("a storage of an unknown type");
    }

    @Test
    void aNumberOfAMillionDigitsIsNotRead() {
        assertRefused("}S'seed'\nL" + "9".repeat(1_000_000) + "L\ns.").contains("a number of more than 10000 digits");
        assertThat(read("}S'seed'\nL" + "9".repeat(700) + "L\nsS'w'\n" + TENSOR + "s."))
                .containsOnlyKeys("w");
    }
}
