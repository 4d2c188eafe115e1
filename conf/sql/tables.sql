-- The Parquet tables written by label and extract, with the types DuckDB reads; tests compare them with a run.
-- run_key and wave are not stored in the files but in the folder names. Within a run, clip_id and path identify a clip,
-- together with channel, start_second, end_second and face_box if a file has several parts.

CREATE TABLE predictions (
    clip_id VARCHAR,                    -- from the manifest, else the path below the input
    path VARCHAR,                       -- as a URI
    channel VARCHAR,                    -- a number selects that channel of the audio, from 0
    start_second DOUBLE,                -- of the clip in its file
    end_second DOUBLE,
    face_box VARCHAR,                   -- left,top,right,bottom in pixels
    corpus VARCHAR,
    subset VARCHAR,                     -- train, dev or test
    speaker VARCHAR,
    label_gender VARCHAR,               -- female or male
    label_age DOUBLE,                   -- years
    label_mask_type VARCHAR,
    file_bytes BIGINT,
    file_modified_millis BIGINT,        -- since 1970, UTC
    file_sha256 VARCHAR,                -- hexadecimal; with --changed-by hash, and of tables without --id-column
    frames VARCHAR,                     -- folder or pattern of pictures that lie apart from the sound
    label_note VARCHAR,                 -- label_<name> for each further column <name> of the manifest, always text
    occlusion VARCHAR,                  -- mask that --occlude painted on the face, then label_mask_type too; else null
    gender VARCHAR,                     -- female or male
    gender_female_probability DOUBLE,
    gender_male_probability DOUBLE,
    age DOUBLE,                         -- years
    mask_type VARCHAR,                  -- null, as are its probabilities, where the bundle has no such task
    no_mask_probability DOUBLE,
    tissue_probability DOUBLE,
    medical_probability DOUBLE,
    protective_ffp_probability DOUBLE,
    respirator_probability DOUBLE,
    face_shield_probability DOUBLE,
    window_count INTEGER,               -- of the clip
    speech_seconds DOUBLE,
    face_frame_count INTEGER,           -- seconds whose picture shows the face
    face_count_max INTEGER,             -- faces in one frame
    duration_seconds DOUBLE,
    has_audio BOOLEAN,
    has_face BOOLEAN,
    imputed BOOLEAN,
    warnings VARCHAR[],                 -- truncated, decode_errors, timestamp_jumps, invalid_samples, audio_skipped, video_skipped, decoded_on_processor
    bundle_id VARCHAR,
    protocol VARCHAR,                   -- released or paper
    schema_version INTEGER,
    run_key VARCHAR,
    wave VARCHAR                        -- five digits; the newest of a clip counts
);

CREATE TABLE rejects (
    clip_id VARCHAR,
    path VARCHAR,
    channel VARCHAR,
    start_second DOUBLE,
    end_second DOUBLE,
    face_box VARCHAR,
    corpus VARCHAR,
    subset VARCHAR,
    speaker VARCHAR,
    label_gender VARCHAR,
    label_age DOUBLE,
    label_mask_type VARCHAR,
    file_bytes BIGINT,
    file_modified_millis BIGINT,
    file_sha256 VARCHAR,
    frames VARCHAR,
    label_note VARCHAR,
    stage VARCHAR,                      -- list, decode or window
    reason VARCHAR,
    message VARCHAR,
    remedy VARCHAR,
    bundle_id VARCHAR,
    protocol VARCHAR,
    schema_version INTEGER,
    run_key VARCHAR,
    wave VARCHAR
);

-- With --windows: one row per window of a predicted clip.
CREATE TABLE windows (
    clip_id VARCHAR,
    path VARCHAR,
    channel VARCHAR,
    clip_start_second DOUBLE,           -- of the clip in its file
    clip_end_second DOUBLE,
    face_box VARCHAR,
    occlusion VARCHAR,
    start_second DOUBLE,                -- of the window in the clip
    end_second DOUBLE,
    audio_present BOOLEAN,
    slot_seconds INTEGER[],             -- second of the frame in each of the four slots, null for none
    gender_female_probability DOUBLE,
    gender_male_probability DOUBLE,
    age DOUBLE,
    no_mask_probability DOUBLE,
    tissue_probability DOUBLE,
    medical_probability DOUBLE,
    protective_ffp_probability DOUBLE,
    respirator_probability DOUBLE,
    face_shield_probability DOUBLE,
    bundle_id VARCHAR,
    protocol VARCHAR,
    schema_version INTEGER,
    run_key VARCHAR,
    wave VARCHAR
);

-- Written by extract: one row per window.
CREATE TABLE features (
    clip_id VARCHAR,
    path VARCHAR,
    channel VARCHAR,
    start_second DOUBLE,
    end_second DOUBLE,
    face_box VARCHAR,
    corpus VARCHAR,
    subset VARCHAR,
    speaker VARCHAR,
    label_gender VARCHAR,
    label_age DOUBLE,
    label_mask_type VARCHAR,
    file_bytes BIGINT,
    file_modified_millis BIGINT,
    file_sha256 VARCHAR,
    frames VARCHAR,
    label_note VARCHAR,
    occlusion VARCHAR,
    window_start_second DOUBLE,
    window_end_second DOUBLE,
    audio_present BOOLEAN,
    slot_seconds INTEGER[],
    window_count INTEGER,
    speech_seconds DOUBLE,
    face_frame_count INTEGER,
    face_count_max INTEGER,
    duration_seconds DOUBLE,
    has_audio BOOLEAN,
    has_face BOOLEAN,
    imputed BOOLEAN,
    warnings VARCHAR[],
    audio_shape VARCHAR,                -- for example 199x1024
    visual_shape VARCHAR,               -- for example 4x13x768: slots, and the features of each
    audio_features BLOB,                -- 16-bit floats, little-endian, row-major; null where nothing is heard
    visual_features BLOB,               -- zeros in slots without a face; null without any
    bundle_id VARCHAR,
    bundle_checksum VARCHAR,
    protocol VARCHAR,
    schema_version INTEGER,
    run_key VARCHAR,
    wave VARCHAR
);
