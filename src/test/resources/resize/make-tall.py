"""Makes tall.in.png and tall.out.png; with Pillow 13, which shrinks the height first here."""

from PIL import Image

WIDTH, HEIGHT, SIDE = 42, 58, 56
picture = Image.new("RGB", (WIDTH, HEIGHT))
picture.putdata(
    [((x * x + 7 * y) % 256, (3 * x * y + 11) % 256, (x * 37 ^ y * 29) % 256) for y in range(HEIGHT) for x in range(WIDTH)]
)
picture.save("tall.in.png")
picture.resize((SIDE, SIDE), Image.Resampling.BILINEAR).save("tall.out.png")
