package oragen.cli;

import java.util.Arrays;
import java.util.Random;

/** What happens to files on disks, on networks, and in the hands of people who mean harm. */
enum TestingMutation {
    FLIPPED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] mutated = file.clone();
            for (int flip = 0; flip <= random.nextInt(64); flip++) {
                mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
            }
            return mutated;
        }
    },
    CUT {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            int position = random.nextInt(file.length);
            return random.nextInt(4) == 0
                    ? Arrays.copyOfRange(file, position, file.length)
                    : Arrays.copyOf(file, position);
        }
    },
    SWAPPED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] mutated = file.clone();
            int length = 1 + random.nextInt(Math.max(1, file.length / 4));
            int first = random.nextInt(file.length - length + 1);
            int second = random.nextInt(file.length - length + 1);
            System.arraycopy(file, first, mutated, second, length);
            System.arraycopy(file, second, mutated, first, length);
            return mutated;
        }
    },
    /** Lengths, counts, rates and times of headers at the ends of their range. */
    EXTREME {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] mutated = file.clone();
            int headers = Math.min(file.length, HEADER_BYTES);
            for (int field = 0; field <= random.nextInt(4); field++) {
                byte[] value = VALUES[random.nextInt(VALUES.length)];
                int position = random.nextInt(headers);
                // The headers of some formats stand at the end.
                position += random.nextBoolean() ? 0 : file.length - headers;
                for (int i = 0; i < value.length && position + i < mutated.length; i++) {
                    mutated[position + i] = value[i];
                }
            }
            return mutated;
        }
    },
    ZEROED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] mutated = file.clone();
            int position = random.nextInt(file.length);
            Arrays.fill(mutated, position, Math.min(file.length, position + 1 + random.nextInt(4096)), (byte) 0);
            return mutated;
        }
    },
    /** The beginning of one file and the end of another. */
    SPLICED {
        @Override
        byte[] of(byte[] file, byte[] other, Random random) {
            byte[] mutated = Arrays.copyOf(file, 1 + random.nextInt(file.length));
            int kept = random.nextInt(mutated.length);
            System.arraycopy(other, 0, mutated, kept, Math.min(other.length, mutated.length - kept));
            return mutated;
        }
    };

    private static final int HEADER_BYTES = 2048;
    private static final byte[][] VALUES = {
        {0, 0, 0, 0},
        {-1, -1, -1, -1},
        {127, -1, -1, -1},
        {-128, 0, 0, 0},
        {-1, -1, -1, 127},
        {0, 0, 0, -128},
        {0, 0},
        {-1, -1},
        {0, 0, 0, 0, 0, 0, 0, 0},
        {127, -1, -1, -1, -1, -1, -1, -1}
    };

    /** Mutates a copy; {@code other} is a file of another kind. */
    abstract byte[] of(byte[] file, byte[] other, Random random);
}
