package oragen.training.trust;

import oragen.label.Gender;

/**
 * What one modality says of somebody whose gender is known.
 *
 * @param maleLogOdds ln(P(male) / P(female))
 */
public record GenderOdds(Gender gender, double maleLogOdds) {}
