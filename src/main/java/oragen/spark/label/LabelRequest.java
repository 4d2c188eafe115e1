package oragen.spark.label;

import oragen.spark.clips.ClipSelection;

/** All that a {@link Labelling} was told. */
record LabelRequest(
        ClipSelection selection, LabelMethod method, LabelExecution execution, LabelDestination destination) {}
