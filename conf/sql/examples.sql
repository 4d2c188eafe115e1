-- Ten example queries on the views of views.sql.

-- 1. How many clips were labelled and rejected in each run?
SELECT run_key, sum(labelled) AS labelled, sum(rejected) AS rejected
FROM (SELECT run_key, 1 AS labelled, 0 AS rejected FROM clip_predictions
      UNION ALL SELECT run_key, 0, 1 FROM clip_rejects)
GROUP BY run_key ORDER BY run_key;

-- 2. Why were clips rejected?
SELECT reason, count(*) AS clips, first(remedy) AS remedy FROM clip_rejects GROUP BY reason ORDER BY clips DESC;

-- 3. How accurate is the gender overall?
SELECT run, metric, value, ci_low, ci_high, clips, speakers FROM parquet.`${metrics}`
WHERE task = 'gender' AND slice = 'overall' AND corpus IS NULL AND subset IS NULL AND NOT imputed
ORDER BY run, metric;

-- 4. How large is the age error by decade?
SELECT run, slice_value AS age_band, value AS mae_years, ci_low, ci_high, clips FROM errors_by_slice
WHERE slice = 'age_band' AND metric = 'mae_years' AND corpus IS NULL AND subset IS NULL ORDER BY run, age_band;

-- 5. As in the paper: how does each mask type affect the results, by corpus?
SELECT run, corpus, slice_value AS mask_type, task, metric, value, clips FROM errors_by_slice
WHERE slice = 'mask_type' AND subset IS NULL ORDER BY run, corpus, mask_type, task, metric;

-- 6. Which slices are the worst?
SELECT run, task, corpus, subset, slice, slice_value, metric, value, clips FROM errors_by_slice
WHERE worst <= 5 AND clips >= 5 ORDER BY run, task, worst LIMIT 40;

-- 7. Are results equally good for women and men?
SELECT run, task, metric, best_slice, best, worst_slice, worst, gap, ci_low, ci_high FROM fairness_gaps
WHERE slice = 'gender' AND corpus IS NULL ORDER BY run, task, metric;

-- 8. Which clips should be reviewed first?
SELECT clip_id, gender, round(gender_confidence, 2) AS confidence, warnings FROM clips_to_review LIMIT 20;

-- 9. Where do two runs disagree?
SELECT * FROM disagreements ORDER BY abs(age - other_age) DESC LIMIT 20;

-- 10. How much speech and how many faces does the corpus contain?
SELECT corpus, count(*) AS clips, round(sum(duration_seconds) / 3600, 2) AS hours,
       round(sum(speech_seconds) / sum(duration_seconds), 2) AS speech_part,
       round(avg(face_frame_count), 1) AS faces_a_clip
FROM clip_predictions GROUP BY corpus ORDER BY corpus;
