package oragen.training.torch;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.LinkedHashMap;
import java.util.Map;

/** AdamW as PyTorch computes it; its state can be read and put back, which DJL's own does not allow. */
public final class AdamW {
    /** As torch.nn.utils.clip_grad_norm_. */
    private static final double CLIP_EPSILON = 1e-6;

    private final OptimizerRecipe recipe;
    private final Map<String, NDArray> firstMoments = new LinkedHashMap<>();
    private final Map<String, NDArray> secondMoments = new LinkedHashMap<>();
    private long steps;

    /** @param parameters that will be moved; the moments live as long as their manager */
    public AdamW(OptimizerRecipe recipe, Map<String, NDArray> parameters) {
        this.recipe = recipe;
        parameters.forEach((name, parameter) -> {
            firstMoments.put(name, parameter.zerosLike());
            secondMoments.put(name, parameter.zerosLike());
        });
    }

    public long steps() {
        return steps;
    }

    public Map<String, NDArray> firstMoments() {
        return firstMoments;
    }

    public Map<String, NDArray> secondMoments() {
        return secondMoments;
    }

    /** Goes on from the moments that were put back into the two maps' arrays. */
    public void resumeAt(long stepsBefore) {
        steps = stepsBefore;
    }

    /** Moves parameters in place by their gradients, which are shortened first where they are too long. */
    public void step(Map<String, NDArray> parameters, Map<String, NDArray> gradients, double learningRate) {
        clip(gradients);
        steps++;
        double firstCorrection = 1 - Math.pow(recipe.beta1(), steps);
        double secondCorrection = 1 - Math.pow(recipe.beta2(), steps);
        gradients.forEach((name, gradient) -> {
            NDArray parameter = parameters.get(name);
            NDArray first = firstMoments.get(name);
            NDArray second = secondMoments.get(name);
            if (parameter == null || first == null || second == null) {
                throw new IllegalStateException("no parameter " + name);
            }
            NDManager step = gradient.getManager();
            parameter.muli(1 - learningRate * recipe.weightDecay());
            first.muli(recipe.beta1()).addi(gradient.mul(1 - recipe.beta1()));
            second.muli(recipe.beta2()).addi(gradient.square().mul(1 - recipe.beta2()));
            NDArray root = second.sqrt();
            root.attach(step);
            NDArray denominator = root.div(Math.sqrt(secondCorrection)).add(recipe.epsilon());
            NDArray move = first.div(denominator);
            move.attach(step);
            parameter.subi(move.mul(learningRate / firstCorrection));
        });
    }

    private void clip(Map<String, NDArray> gradients) {
        double longest = recipe.clipNorm();
        if (longest == 0 || gradients.isEmpty()) {
            return;
        }
        double squares = 0;
        for (NDArray gradient : gradients.values()) {
            squares += gradient.square().sum().getFloat();
        }
        double factor = longest / (Math.sqrt(squares) + CLIP_EPSILON);
        if (factor < 1) {
            gradients.values().forEach(gradient -> gradient.muli(factor));
        }
    }
}
