"""Writes the HEIC files that decode.test.ts reads, by libheif with x265. Needs: pip install pillow pillow-heif

    node -e "require('sharp')({create:{width:1,height:1,channels:3,background:'red'}}).withIccProfile('p3').png().toBuffer().then(b=>require('sharp')(b).metadata()).then(m=>require('fs').writeFileSync('p3.icc',m.icc))"
    python interop/pictures/heic.py p3.icc packages/core/src/pictures/goldens
"""
import math
import sys

import pillow_heif
from PIL import Image

WIDTH, HEIGHT = 60, 44


def colour(x, y):
    """A pink disc on black with a violet dot and a slanted light, as in decode.test.ts."""
    if math.hypot(x - 20, y - 15) < 4:
        return (110, 40, 140)
    return (200 + (x >> 2), 140 + y, 150) if math.hypot(x - 30, y - 22) < 20 else (0, 0, 0)


profile, folder = sys.argv[1:]
picture = Image.new('RGB', (WIDTH, HEIGHT))
picture.putdata([colour(x, y) for y in range(HEIGHT) for x in range(WIDTH)])
settings = {'quality': 95, 'chroma': 444}
plain = pillow_heif.from_pillow(picture)
plain.save(f'{folder}/disc.heic', **settings)
wide = pillow_heif.from_pillow(picture)
wide.info['icc_profile'] = open(profile, 'rb').read()
wide.save(f'{folder}/disc-p3.heic', **settings)
two = pillow_heif.from_pillow(picture.rotate(180))
two.add_from_pillow(picture)
two.save(f'{folder}/two.heic', primary_index=1, **settings)
