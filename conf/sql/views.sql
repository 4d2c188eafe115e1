-- Views over the Parquet tables of label and evaluate. Pass the folders as variables:
--   spark-sql -d predictions=output/labelled/predictions -d rejects=output/labelled/rejects -d runs=output/labelled/runs \
--     -d metrics=output/evaluation/metrics -d gaps=output/evaluation/gaps -i conf/sql/views.sql

-- Committed waves: a wave counts once the run record lists it.
CREATE OR REPLACE TEMPORARY VIEW run_records USING json OPTIONS (path "${runs}", multiLine "true", pathGlobFilter "*.json");
CREATE OR REPLACE TEMPORARY VIEW written_waves AS
SELECT runKey AS run_key, wave.number AS wave FROM (SELECT runKey, explode(waves) AS wave FROM run_records);

-- The newest wave of every clip of a run; a clip is identified by path, channel, seconds and face_box.
CREATE OR REPLACE TEMPORARY VIEW newest_waves AS
SELECT run_key, path, channel, start_second, end_second, face_box, max(wave) AS wave
FROM (SELECT run_key, path, channel, start_second, end_second, face_box, cast(wave AS int) AS wave
      FROM parquet.`${predictions}`
      UNION ALL
      SELECT run_key, path, channel, start_second, end_second, face_box, cast(wave AS int)
      FROM parquet.`${rejects}` WHERE reason <> 'duplicate')
LEFT SEMI JOIN written_waves USING (run_key, wave)
GROUP BY ALL;

-- One row per predicted clip of a run; the tables themselves also contain rows replaced by a later wave.
CREATE OR REPLACE TEMPORARY VIEW current_predictions AS
SELECT p.* FROM parquet.`${predictions}` p
LEFT SEMI JOIN newest_waves n
  ON p.run_key = n.run_key AND p.path = n.path AND p.channel <=> n.channel AND p.start_second <=> n.start_second
 AND p.end_second <=> n.end_second AND p.face_box <=> n.face_box AND cast(p.wave AS int) = n.wave;

-- The prediction for each clip with its labels, error and confidence.
CREATE OR REPLACE TEMPORARY VIEW clip_predictions AS
SELECT *,
       gender = label_gender AS gender_right,
       mask_type = label_mask_type AS mask_type_right,
       age - label_age AS age_error,
       greatest(gender_female_probability, gender_male_probability) AS gender_confidence
FROM current_predictions;

-- Rejected clips and the reasons, including duplicates of other clips.
CREATE OR REPLACE TEMPORARY VIEW clip_rejects AS
SELECT r.run_key, clip_id, r.path, stage, reason, message, remedy
FROM parquet.`${rejects}` r
LEFT SEMI JOIN newest_waves n
  ON r.run_key = n.run_key AND r.path = n.path AND r.channel <=> n.channel AND r.start_second <=> n.start_second
 AND r.end_second <=> n.end_second AND r.face_box <=> n.face_box AND cast(r.wave AS int) >= n.wave;

-- The two main metrics of every slice, worst first within a task.
CREATE OR REPLACE TEMPORARY VIEW errors_by_slice AS
SELECT run, corpus, subset, slice, slice_value, task, metric, value, ci_low, ci_high, clips, speakers,
       rank() OVER (PARTITION BY run, task ORDER BY if(metric = 'uar', value, -value)) AS worst
FROM parquet.`${metrics}`
WHERE metric IN ('uar', 'mae_years') AND NOT imputed;

-- The gap between the best and the worst value of each slice.
CREATE OR REPLACE TEMPORARY VIEW fairness_gaps AS
SELECT run, corpus, slice, task, metric, best_slice, best, worst_slice, worst, gap, ci_low, ci_high, note
FROM parquet.`${gaps}`
WHERE subset IS NULL AND NOT imputed;

-- Clips on which two runs (bundles or protocols) disagree: different genders, or ages more than ten years apart.
CREATE OR REPLACE TEMPORARY VIEW disagreements AS
SELECT one.clip_id, one.path,
       one.run_key AS run, other.run_key AS other_run,
       one.gender, other.gender AS other_gender,
       one.age, other.age AS other_age
FROM clip_predictions one
JOIN clip_predictions other
  ON one.path = other.path
 AND one.channel <=> other.channel
 AND one.start_second <=> other.start_second
 AND one.end_second <=> other.end_second
 AND one.face_box <=> other.face_box
 AND one.run_key < other.run_key
WHERE one.gender <> other.gender OR abs(one.age - other.age) > 10;

-- Clips for manual review, least confident first.
CREATE OR REPLACE TEMPORARY VIEW clips_to_review AS
SELECT run_key, clip_id, path, gender, gender_confidence, age, face_frame_count, window_count, warnings
FROM clip_predictions
WHERE gender_confidence < 0.7 OR size(warnings) > 0
ORDER BY gender_confidence;
