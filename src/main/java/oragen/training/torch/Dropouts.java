package oragen.training.torch;

import static oragen.training.torch.RecipeValue.require;

/**
 * What training leaves out, as parts of 1.
 *
 * @param perceptron values after each GELU of a block's perceptron, and {@code branch} those of each branch
 * @param audio windows whose audio features are zeroed, and {@code video} others with zero visual features
 */
public record Dropouts(double perceptron, double branch, double audio, double video) {
    public Dropouts {
        require(perceptron >= 0 && perceptron < 1, "--perceptron-dropout", perceptron, "use a number in [0, 1)");
        require(branch >= 0 && branch < 1, "--branch-dropout", branch, "use a number in [0, 1)");
        require(audio >= 0 && audio <= 1, "--audio-dropout", audio, "use a number from 0 to 1");
        require(video >= 0 && audio + video <= 1, "--video-dropout", video, "use at most 1 minus --audio-dropout");
    }
}
