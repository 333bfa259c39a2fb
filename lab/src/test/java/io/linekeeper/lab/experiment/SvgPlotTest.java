package io.linekeeper.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

class SvgPlotTest {
    private static final Curve RISING = new Curve("a < b", List.of(new Point(0, 0), new Point(30, 100)));
    private static final Curve LEVEL = new Curve("level", List.of(new Point(0, 98), new Point(60, 98)));

    @Test
    void shouldDrawEveryPanelOnTheSameAxes() throws Exception {
        Document svg = parse(plot(
                new SvgPlot.Panel("left", List.of(RISING), Optional.empty()),
                new SvgPlot.Panel("right", List.of(LEVEL), Optional.empty())));

        List<double[]> left = points(elements(svg, "polyline").get(0));
        List<double[]> right = points(elements(svg, "polyline").get(1));
        assertThat(left.get(0)[1]).as("the higher, the smaller is y").isGreaterThan(left.get(1)[1]);
        double perUnit = (left.get(0)[1] - left.get(1)[1]) / 100;
        assertThat(left.get(0)[1] - right.get(0)[1]).isCloseTo(98 * perUnit, within(0.1));
        assertThat(2 * (left.get(1)[0] - left.get(0)[0]))
                .as("30 of the 60 seconds of the other panel")
                .isCloseTo(right.get(1)[0] - right.get(0)[0], within(0.2));
        assertThat(texts(svg)).contains("left", "right", "seconds", "connections", "most");
    }

    @Test
    void shouldMakeRoomForALimitAboveAllCurves() throws Exception {
        Document svg = parse(plot(panel(RISING, LEVEL)));

        assertThat(texts(svg)).contains("0", "50", "100", "150", "200", "250");
        Element limit = elements(svg, "line").stream()
                .filter(line -> line.getAttribute("class").equals("limit"))
                .reduce((legend, drawn) -> drawn)
                .orElseThrow();
        assertThat(Double.parseDouble(limit.getAttribute("y1")))
                .isLessThan(points(elements(svg, "polyline").get(0)).get(1)[1])
                .isPositive();
    }

    @Test
    void shouldKeepTheNumbersAtTheEndsApart() throws Exception {
        Curve close = new Curve("close", List.of(new Point(60, 100)));

        Document svg = parse(plot(panel(LEVEL, close)));

        assertThat(height(svg, "l0") - height(svg, "l1")).isGreaterThanOrEqualTo(12);
    }

    @Test
    void shouldMarkAMomentWhereThereIsOne() throws Exception {
        SvgPlot.Mark mark = new SvgPlot.Mark(30, "full & shut");

        Document svg = parse(plot(new SvgPlot.Panel("only", List.of(LEVEL), Optional.of(mark))));

        assertThat(texts(svg)).contains("full & shut");
        List<double[]> level = points(elements(svg, "polyline").get(0));
        List<Element> lines = elements(svg, "line");
        assertThat(Double.parseDouble(lines.get(lines.size() - 1).getAttribute("x1")))
                .isCloseTo((level.get(0)[0] + level.get(1)[0]) / 2, within(0.1));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 1", "6, 1", "7, 2", "60, 10", "61, 20", "256, 50", "301, 100", "1000000, 200000"})
    void shouldPutTicksAtRoundNumbersAndNotTooMany(double most, double step) {
        assertThat(SvgPlot.step(most)).isCloseTo(step, within(1e-9));
    }

    @Test
    void shouldDrawACurveThatIsZeroAllTheTime() {
        Curve zero = new Curve("zero", List.of(new Point(0, 0)));

        assertThat(new SvgPlot("title", "x", "y", 0, "most", List.of(panel(zero))).text())
                .doesNotContain("NaN");
    }

    @Test
    void shouldRefuseACurveWithoutPoints() {
        assertThatThrownBy(() -> new Curve("empty", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the curve empty has no points");
    }

    private static SvgPlot.Panel panel(Curve... curves) {
        return new SvgPlot.Panel("only", List.of(curves), Optional.empty());
    }

    private static SvgPlot plot(SvgPlot.Panel... panels) {
        return new SvgPlot("title", "seconds", "connections", 240, "most", List.of(panels));
    }

    private static Document parse(SvgPlot plot) throws Exception {
        byte[] text = plot.text().getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(text));
    }

    private static List<Element> elements(Document svg, String name) {
        NodeList nodes = svg.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }

    private static List<String> texts(Document svg) {
        return elements(svg, "text").stream().map(Element::getTextContent).toList();
    }

    private static double height(Document svg, String kind) {
        return elements(svg, "text").stream()
                .filter(text -> text.getAttribute("class").equals(kind))
                .mapToDouble(text -> Double.parseDouble(text.getAttribute("y")))
                .findFirst()
                .orElseThrow();
    }

    private static List<double[]> points(Element polyline) {
        return Arrays.stream(polyline.getAttribute("points").split(" "))
                .map(point -> Arrays.stream(point.split(",", 2))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }
}
