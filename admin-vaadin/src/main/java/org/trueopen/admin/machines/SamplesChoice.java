package org.trueopen.admin.machines;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.trueopen.admin.report.Window;
import org.trueopen.admin.ui.CsvLink;

/** Whose samples are shown: a class's, a network's or a recipient domain's; in the URL. */
final class SamplesChoice {

  static final String CLASS = "class";
  static final String NETWORK = "network";
  static final String DOMAIN = "domain";

  private final Location location;

  SamplesChoice(Location location) {
    this.location = location;
  }

  boolean isChosen(String parameter, String value) {
    return values(parameter).contains(value);
  }

  /** A link that chooses it, or lets it go if it is chosen. */
  Anchor link(String parameter, String value, String text) {
    QueryParameters others = location.getQueryParameters().excluding(CLASS, NETWORK, DOMAIN);
    QueryParameters with = isChosen(parameter, value) ? others : others.merging(parameter, value);
    Anchor link =
        new Anchor(new Location(location.getPath(), with).getPathWithQueryParameters(), text);
    link.addClassName("link-choice");
    link.setTitle("Show samples of " + value);
    return link;
  }

  /** What is chosen, for a heading; empty for nothing. */
  String words() {
    return Stream.of(CLASS, NETWORK, DOMAIN)
        .flatMap(parameter -> values(parameter).stream())
        .collect(Collectors.joining(", "));
  }

  /** The samples that are shown, and all before them. */
  CsvLink csv(Window window) {
    List<String> parameters = new ArrayList<>();
    values(CLASS).forEach(value -> parameters.addAll(List.of("class", value)));
    values(NETWORK).forEach(value -> parameters.addAll(List.of("network", value)));
    values(DOMAIN).forEach(value -> parameters.addAll(List.of("recipient", value)));
    return new CsvLink("Samples").to("machine-samples", window, parameters);
  }

  private List<String> values(String parameter) {
    Map<String, List<String>> all = location.getQueryParameters().getParameters();
    return all.getOrDefault(parameter, List.of());
  }
}
