#!/bin/bash
# Speech for `model train-voice`: synthesised by the voices of voices/voices.tsv, and some recorded prompts.
# Usage: models/make-voices.sh FOLDER; models/README.md lists the packages that it needs. The same packages give the
# same bytes, but for the few voices that dither. Takes about ten minutes on two cores.
set -euo pipefail
output=${1:?give the folder to write to}
here=$(cd "$(dirname "$0")" && pwd)/voices
mkdir -p "$output"
output=$(cd "$output" && pwd)
cp "$here/voices.tsv" "$output/voices.tsv"

# Variants of an utterance: semitones of pitch, formants kept, and tempo. 2 semitones are 12 %; the training resamples
# by up to 2.5 % more, so that no voice is moved by more than 15 %.
variants=("-2 1.1" "2 0.9" "-1 0.88" "1 1.12" "2 1" "-2 1")

# Recorded files smaller than this hardly hold speech: 1.8 s of G.722, 2 s or so of Vorbis.
smallest_kib=14
prompts=120

# The voices' own encodings.
encoding() {
    case $1 in
        cs) echo ISO-8859-2 ;;
        fi | it | ca) echo ISO-8859-1 ;;
        *) echo UTF-8 ;;
    esac
}

sentences() { # languages
    for language in ${1//,/ }; do
        while IFS= read -r line; do printf '%s\t%s\n' "$language" "$line"; done < "$here/sentences/$language.txt"
    done
}

festival_voice() { # argument, languages, folder
    local script="$3/voice.scm" index=0
    echo "(voice_$1)" > "$script"
    while IFS=$'\t' read -r language line; do
        printf '(set! u (SynthText "%s"))(utt.wave.resample u 16000)(utt.save.wave u "%s/%03d.wav" (quote riff))\n' \
            "$(iconv -f UTF-8 -t "$(encoding "$language")//TRANSLIT" <<< "$line")" "$3" $((index++)) >> "$script"
    done < <(sentences "$2")
    festival -b "$script" > "$3/voice.log" 2>&1 || { cat "$3/voice.log" >&2; return 1; }
    rm "$script" "$3/voice.log"
}

flite_voice() {
    local index=0
    while IFS=$'\t' read -r language line; do
        flite -voice "$1" -t "$line" -o "$3/$(printf %03d "$index").wav" < /dev/null
        index=$((index + 1))
    done < <(sentences "$2")
}

# One sentence in two of each language: there are many of these voices.
espeak_voice() {
    local index=0
    while IFS=$'\t' read -r language line; do
        if ((index % 2 == 0)); then
            espeak-ng -v "$language+$1" -s $((140 + index % 5 * 10)) \
                -w "$3/$(printf %03d "$index").wav" "$line" < /dev/null
        fi
        index=$((index + 1))
    done < <(sentences "$2")
}

recorded_voice() { # names of files, as find -path has them
    local index=0
    while IFS= read -r file; do
        local format=()
        [[ $file == *.g722 ]] && format=(-f g722)
        ffmpeg -nostdin -v error -y "${format[@]}" -i "$file" -ar 16000 -ac 1 "$3/$(printf %03d "$index").wav"
        index=$((index + 1))
    done < <(find /usr/share/asterisk/sounds /usr/share/games/fillets-ng/sound -path "$1" -size +"$smallest_kib"k |
        LC_ALL=C sort | head -n "$prompts")
}

voice() { # a line of voices.tsv
    IFS=$'\t' read -r name _ part family synthesiser argument languages _ <<< "$1"
    local raw="$output/.raw-$name" folder="$output/$name" index=0
    rm -rf "$raw" "$folder"
    mkdir -p "$raw" "$folder"
    case $synthesiser in
        festival) festival_voice "$argument" "$languages" "$raw" ;;
        flite) flite_voice "$argument" "$languages" "$raw" ;;
        espeak-ng) espeak_voice "$argument" "$languages" "$raw" ;;
        recorded) recorded_voice "$argument" "$languages" "$raw" ;;
    esac
    for file in "$raw"/*.wav; do
        local base
        base=$(basename "$file" .wav)
        # Each utterance as it is; for training three variants more, or one of the many voices made of formulas.
        sox -D "$file" -r 16000 -c 1 -b 16 "$folder/$base-0.wav" gain -n -3
        local more=0
        [[ $part == train ]] && more=3
        [[ $part == train && $family == formant ]] && more=1
        for ((variant = 1; variant <= more; variant++)); do
            read -r semitones tempo <<< "${variants[$(((index * 3 + variant) % 6))]}"
            rubberband -q -F -p "$semitones" -T "$tempo" "$folder/$base-0.wav" "$raw/moved.wav" < /dev/null > /dev/null 2>&1
            sox -D "$raw/moved.wav" -r 16000 -c 1 -b 16 "$folder/$base-$variant.wav" gain -n -3
        done
        index=$((index + 1))
    done
    rm -rf "$raw"
    echo "$name: $(find "$folder" -name '*.wav' | wc -l) utterances"
}

export -f voice festival_voice flite_voice espeak_voice recorded_voice sentences encoding
export output here smallest_kib prompts
declare -p variants > "$output/.variants"
tail -n +2 "$here/voices.tsv" |
    xargs -d '\n' -P 2 -I LINE bash -c 'set -euo pipefail; source "$output/.variants"; voice "$1"' voice LINE
rm "$output/.variants"
