package io.datatier.tools.plan;

import static io.datatier.capacity.SampleTiers.CAMPAIGN;
import static io.datatier.capacity.SampleTiers.clients;
import static io.datatier.capacity.SampleTiers.demand;
import static io.datatier.capacity.SampleTiers.on;
import static io.datatier.capacity.SampleTiers.plan;
import static io.datatier.capacity.SampleTiers.pool;
import static io.datatier.capacity.SampleTiers.tier;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.datatier.capacity.CapacityPlan;
import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

final class CapacityPictureTest {

  private static final int PLOT_LEFT = 176;
  private static final int PLOT_WIDTH = 444;

  @Test
  void draws_each_class_to_scale() throws Exception {
    var picture = draw(plan(tier("db.t4g.small", pool(50), CAMPAIGN)));
    assertEquals(
        List.of("db.t4g.micro", "db.t4g.small", "db.t4g.medium", "db.t4g.large"),
        all(picture, "g").map(it -> it.getAttribute("id")).toList());
    // The axis ends at 1,000, the first round number above the 874 of db.t4g.large.
    assertEquals(
        List.of(86, 173, 346, 693),
        bars(picture, "certain").map(it -> connections(it, 1_000)).toList());
    assertEquals(
        List.of(23, 45, 91, 181),
        bars(picture, "possible").map(it -> connections(it, 1_000)).toList());
    assertEquals(List.of(86), bars(picture, "pool").map(it -> connections(it, 1_000)).toList());
  }

  @Test
  void draws_the_peak_across_all_of_them() throws Exception {
    var peak =
        all(draw(plan(on("db.t4g.small"))), "line")
            .filter(it -> it.getAttribute("class").equals("peak"))
            .findFirst()
            .orElseThrow();
    assertEquals(peak.getAttribute("x1"), peak.getAttribute("x2"));
    assertEquals(
        161, (Double.parseDouble(peak.getAttribute("x1")) - PLOT_LEFT) / PLOT_WIDTH * 1_000, 0.2);
  }

  @Test
  void has_a_title_and_a_description_for_screen_readers() throws Exception {
    var picture = draw(plan(tier("db.t3.micro", pool(50), CAMPAIGN)));
    assertEquals("title desc", picture.getDocumentElement().getAttribute("aria-labelledby"));
    assertEquals(
        List.of("161 connections at peak, against the classes of db.t3"),
        all(picture, "title").map(Element::getTextContent).toList());
    assertEquals(
        List.of(
            "The proxy serves them through a pool of 43 connections, 50 % of max_connections."
                + " db.t3.micro accepts 87 connections: the peak does not fit directly."
                + " db.t3.small accepts 187 to 198 connections: the peak fits directly."
                + " db.t3.medium accepts 405 connections: the peak fits directly."),
        all(picture, "desc").map(Element::getTextContent).toList());
  }

  @Test
  void shows_classes_up_to_the_one_that_needs_no_proxy() throws Exception {
    assertEquals(
        List.of("db.t4g.micro", "db.t4g.small", "db.t4g.medium", "db.t4g.large", "db.t4g.xlarge"),
        all(draw(plan(tier("db.t4g.micro", pool(90), demand(clients("a", 900))))), "g")
            .map(it -> it.getAttribute("id"))
            .toList());
    assertEquals(
        List.of("db.m5.12xlarge", "db.m5.16xlarge", "db.m5.24xlarge"),
        all(draw(plan(on("db.m5.24xlarge"))), "g").map(it -> it.getAttribute("id")).toList());
  }

  @Test
  void has_room_for_demands_beyond_every_class() throws Exception {
    var picture = draw(plan(tier("db.t4g.micro", pool(90), demand(clients("a", 2_000_000)))));
    assertTrue(texts(picture).contains("peak 2,000,000"));
    assertTrue(texts(picture).contains("2,000,000"));
  }

  @Test
  void draws_no_class_that_it_does_not_know() throws Exception {
    var picture = draw(plan(tier("db.<&\">.large", pool(90), CAMPAIGN)));
    assertEquals(
        List.of(
            "161 connections at peak; unknown class db.<&\">.large",
            "The database's connection limit is unknown."),
        texts(picture));
  }

  private static Document draw(CapacityPlan plan) throws Exception {
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(new CapacityPicture(plan).svg())));
  }

  private static Stream<Element> all(Document picture, String element) {
    var found = picture.getElementsByTagName(element);
    return IntStream.range(0, found.getLength()).mapToObj(it -> (Element) found.item(it));
  }

  /** The bars in the plot, not the samples in the legend. */
  private static Stream<Element> bars(Document picture, String kind) {
    return all(picture, "rect")
        .filter(it -> it.getAttribute("class").equals(kind))
        .filter(it -> it.getParentNode().getNodeName().equals("g"));
  }

  private static int connections(Element bar, int end) {
    var width = Double.parseDouble(bar.getAttribute("width"));
    return (int) Math.round(width / PLOT_WIDTH * end);
  }

  private static List<String> texts(Document picture) {
    return all(picture, "text").map(Element::getTextContent).toList();
  }
}
