package io.linekeeper.lab.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.linekeeper.lab.matrix.Cell;
import io.linekeeper.lab.matrix.Result;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class HtmlReportTest {
    private static final String HOSTILE =
            "<script>alert(1)</script> & \" ' --> ]]> </style> {{style}} $1 \\ \u0000\u001b[2J \ud800 \uffff é 漢 😀";

    @Test
    void shouldHoldEveryCellWithItsArticle() throws Exception {
        Result run = Runs.whole();
        Document page = page(run);
        List<String> articles = attributes(page, "article", "id");

        assertThat(articles)
                .hasSize(27 * 13)
                .containsExactlyElementsOf(
                        run.cells().stream().map(CellArticle::id).toList());
        for (Cell cell : run.cells()) {
            Element link = link(page, "#" + CellArticle.id(cell));
            assertThat(link.getTextContent()).startsWith(look(cell));
            assertThat(((Element) link.getParentNode()).getAttribute("class"))
                    .isEqualTo(CellArticle.kind(CellLook.of(cell)));
        }
    }

    private static String look(Cell cell) {
        CellLook look = CellLook.of(cell);
        return cell.outcomes().isEmpty() ? look.brief() : look.text();
    }

    @Test
    void shouldLeadNowhereButIntoItself() throws Exception {
        Document page = page(Runs.whole());
        Set<String> ids = new HashSet<>(attributes(page, "*", "id"));

        assertThat(attributes(page, "*", "id")).doesNotHaveDuplicates();
        assertThat(attributes(page, "a", "href"))
                .isNotEmpty()
                .allSatisfy(href -> assertThat(ids).contains(href.substring(1)));
        assertThat(attributes(page, "*", "src")).isEmpty();
        assertThat(new HtmlReport().render(Runs.whole()))
                .doesNotContain("http:", "https:", "url(", "@import", "<link", "fetch(");
    }

    @Test
    void shouldListWhatIsWrongFirst() throws Exception {
        Document page = page(Runs.small());
        NodeList items = page.getElementsByTagName("section").item(0).getChildNodes();

        assertThat(items.item(1).getTextContent())
                .isEqualTo("hung, keepalive: it was otherwise"
                        + "loss, keepalive: it was otherwise"
                        + "not played: reboot: no namespace could be made");
        assertThat(((Element) link(page, "#hung.keepalive").getParentNode()).getAttribute("class"))
                .isEqualTo("later off");
        assertThat(new HtmlReport().render(Runs.small())).doesNotContain("Every cell is as its arithmetic says");
        assertThat(new HtmlReport().render(Runs.whole())).contains("Every cell is as its arithmetic says");
    }

    @Test
    void shouldDrawTheWindowAndTheWayToTheVerdict() throws Exception {
        Element drawing = (Element) article(page(Runs.small()), "hung.two-way heartbeat")
                .getElementsByTagName("svg")
                .item(0);
        double second = 900.0 / 13;
        double fault = 12 + second;

        assertThat(rectangle(drawing, "window")).isEqualTo(numbers(fault + 3 * second, 3 * second));
        assertThat(rectangle(drawing, "up")).isEqualTo(numbers(12, 2.956 * second));
        assertThat(rectangle(drawing, "suspect")).isEqualTo(numbers(fault + 1.956 * second, 1.956 * second));
        assertThat(drawing.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("Expected: found 3.0 s to 6.0 s after the fault."
                        + " After the fault: 2.0 s suspected; 3.9 s FOUND: HUNG.");
    }

    private static String rectangle(Element drawing, String kind) {
        NodeList rectangles = drawing.getElementsByTagName("rect");
        for (int i = 0; i < rectangles.getLength(); i++) {
            Element rectangle = (Element) rectangles.item(i);
            if (rectangle.getAttribute("class").equals(kind)) {
                return rectangle.getAttribute("x") + " " + rectangle.getAttribute("width");
            }
        }
        return "none";
    }

    private static String numbers(double x, double width) {
        return Html.number(x) + " " + Html.number(width);
    }

    @Test
    void shouldCountFalseKillsAndFindsOfEachDetector() throws Exception {
        NodeList rows = page(Runs.small()).getElementsByTagName("tfoot").item(0).getChildNodes();

        assertThat(texts(rows.item(0))).containsExactly("dead lines found", "0 of 2", "2 of 2", "0 of 2", "");
        assertThat(texts(rows.item(1))).containsExactly("live lines killed", "0", "0", "2", "");
    }

    @Test
    void shouldSayBelowTheMatrixWhyTheDeadDiffer() throws Exception {
        assertThat(texts(page(Runs.whole()).getElementsByTagName("main").item(0)))
                .contains(TallyTest.WHY);
        assertThat(texts(page(TallyTest.bounded()).getElementsByTagName("main").item(0)))
                .doesNotContain(TallyTest.WHY);
    }

    @Test
    void shouldNameTheMachineAndTheRun() throws Exception {
        assertThat(page(Runs.small()).getElementsByTagName("header").item(0).getTextContent())
                .contains("0.1.0", "Linux 6.18.44", "Debian 17.0.15", "4.2.18.Final")
                .contains("23 November 2026, 05:41 UTC", "3 min 10 s", "2 times");
    }

    @Test
    void shouldTakeWhatIsSaidAsText() throws Exception {
        Document page = page(Runs.saying(HOSTILE));

        assertThat(page.getElementsByTagName("script").getLength()).isEqualTo(1);
        assertThat(page.getElementsByTagName("style").getLength()).isEqualTo(1);
        assertThat(article(page, "hung.none")
                        .getElementsByTagName("figcaption")
                        .item(0)
                        .getTextContent())
                .contains("<script>alert(1)</script> & \" ' --> ]]> </style> {{style}} $1 \\  [2J")
                .contains("é 漢 😀");
    }

    /** The page as an XML parser sees it, which forgives nothing. */
    private static Document page(Result run) throws Exception {
        String html = new HtmlReport().render(run);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(html)));
    }

    private static Element article(Document page, String id) {
        NodeList articles = page.getElementsByTagName("article");
        for (int i = 0; i < articles.getLength(); i++) {
            Element article = (Element) articles.item(i);
            if (article.getAttribute("id").equals(id)) {
                return article;
            }
        }
        throw new AssertionError("no article " + id);
    }

    /** The link of the matrix, the others being in the list above it. */
    private static Element link(Document page, String href) {
        NodeList links = ((Element) page.getElementsByTagName("tbody").item(0)).getElementsByTagName("a");
        for (int i = 0; i < links.getLength(); i++) {
            Element link = (Element) links.item(i);
            if (link.getAttribute("href").equals(href)) {
                return link;
            }
        }
        throw new AssertionError("no link to " + href);
    }

    private static List<String> attributes(Document page, String element, String name) {
        List<String> values = new ArrayList<>();
        NodeList elements = page.getElementsByTagName(element);
        for (int i = 0; i < elements.getLength(); i++) {
            if (((Element) elements.item(i)).hasAttribute(name)) {
                values.add(((Element) elements.item(i)).getAttribute(name));
            }
        }
        return values;
    }

    private static List<String> texts(Node row) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < row.getChildNodes().getLength(); i++) {
            texts.add(row.getChildNodes().item(i).getTextContent());
        }
        return texts;
    }
}
