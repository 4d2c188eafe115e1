package oragen.paint;

/**
 * Cloth over nose, mouth and chin; a unit is the distance between the eyes.
 *
 * @param topCentre height of the upper edge on the nose; 0 are the eyes, positive is below
 * @param topSide height of the upper edge at the ears' side
 * @param bottomCentre height of the lower edge at the chin
 * @param bottomSide height of the lower edge at the ears' side
 * @param halfWidth how far it reaches to each side
 * @param bulge how far it stands out before the mouth
 */
record Drape(double topCentre, double topSide, double bottomCentre, double bottomSide, double halfWidth, double bulge) {
    /** Half the angle around which cloth goes about the face, in radians. */
    private static final double HALF_TURN = 1.2;

    private static final double SIDE_DEPTH = -0.5;

    Drape scaled(double factor) {
        return new Drape(
                topCentre,
                topCentre + (topSide - topCentre) * factor,
                topCentre + (bottomCentre - topCentre) * factor,
                topCentre + (bottomSide - topCentre) * factor,
                halfWidth * factor,
                bulge);
    }

    /** Round about the face. */
    Vector3 round(double across, double down) {
        double side = 2 * across - 1;
        double turn = side * HALF_TURN;
        double fall = (1 - Math.cos(turn)) / (1 - Math.cos(HALF_TURN));
        double ridge = 0.14 * Ramp.step(0.34, 0, Math.abs(side)) * Ramp.step(0.45, 0, down);
        double centre = centreDepth(down);
        return new Vector3(
                widthAt(down) * Math.sin(turn) / Math.sin(HALF_TURN),
                heightAt(Math.abs(side), down),
                centre + ridge - (centre - SIDE_DEPTH) * fall);
    }

    /** Folded along the middle, like a tent. */
    Vector3 folded(double across, double down) {
        double side = 2 * across - 1;
        double centre = centreDepth(down);
        double fall = Math.pow(Math.abs(side), 1.15);
        double turn = Math.abs(side) * HALF_TURN;
        double width = Ramp.between(Math.abs(side), Math.sin(turn) / Math.sin(HALF_TURN), 0.35);
        return new Vector3(
                Math.signum(side) * widthAt(down) * width,
                heightAt(Math.abs(side), down),
                centre - (centre - SIDE_DEPTH) * fall);
    }

    Vector3 topCorner(double side) {
        return new Vector3(side * widthAt(0) * 0.99, topSide + 0.06, SIDE_DEPTH + 0.02);
    }

    Vector3 bottomCorner(double side) {
        return new Vector3(side * widthAt(1) * 0.97, bottomSide - 0.06, SIDE_DEPTH + 0.02);
    }

    private double widthAt(double down) {
        return halfWidth * (1 - 0.16 * down * down);
    }

    private double heightAt(double side, double down) {
        double top = Ramp.between(topCentre, topSide, 0.55 * Ramp.step(0, 0.5, side) + 0.45 * side);
        double bottom = Ramp.between(bottomCentre, bottomSide, Math.pow(side, 2.2));
        return Ramp.between(top, bottom, down);
    }

    private double centreDepth(double down) {
        double rise = Ramp.between(0.24, 0.5 + bulge, Ramp.step(-0.1, 0.36, down));
        return rise - (0.42 + bulge) * Ramp.step(0.5, 1.15, down);
    }
}
