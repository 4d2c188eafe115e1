/** Training of the mask-type head on painted faces: photographs → faces → painted crops → descriptors → a linear head. */
@org.jspecify.annotations.NullMarked
package oragen.training.mask;
