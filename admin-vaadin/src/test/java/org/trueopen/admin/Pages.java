package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.vaadin.browserless.SpringBrowserlessTest;
import com.vaadin.flow.component.HasElement;
import com.vaadin.flow.component.UI;
import com.vaadin.flow.component.button.Button;
import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.notification.Notification;
import com.vaadin.flow.dom.Element;
import com.vaadin.flow.router.Location;
import com.vaadin.flow.router.QueryParameters;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What tests of pages ask again and again. */
public abstract class Pages extends SpringBrowserlessTest {

  /** Opens a page that is there for whoever asks. */
  protected void open(String location) {
    int query = location.indexOf('?');
    if (query < 0) {
      navigate(location, Div.class);
    } else {
      UI.getCurrent()
          .navigate(
              location.substring(0, query),
              QueryParameters.fromString(location.substring(query + 1)));
    }
  }

  /** Goes there, and perhaps ends up somewhere else. */
  protected static void follow(String path) {
    Location location = new Location(path);
    UI.getCurrent().navigate(location.getPath(), location.getQueryParameters());
  }

  /** To whom may not see it, a page is like one that does not exist. */
  protected void assertNotThere(String path) {
    follow(path);
    assertThat(text()).as(path).contains("There is no such page");
  }

  /** What can be read on the page; what is hidden cannot. */
  protected String text() {
    // As a browser would, ask for what the page has waiting: a grid's rows, for one.
    roundTrip();
    return text(getCurrentView());
  }

  protected static String text(HasElement component) {
    return visibleText(component.getElement()).collect(Collectors.joining(" "));
  }

  private static Stream<String> visibleText(Element element) {
    if (element.isTextNode()) {
      return Stream.of(element.getText());
    }
    return element.isVisible() ? element.getChildren().flatMap(Pages::visibleText) : Stream.of();
  }

  /** What the link beside a table or chart hands out. */
  protected String csv(String what) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Anchor link =
        find(Anchor.class).withAttribute("aria-label", "Download \"" + what + "\" as CSV").single();
    test(link).download(out);
    return out.toString(StandardCharsets.UTF_8);
  }

  protected Button button(String name) {
    return find(Button.class).withText(name).single();
  }

  protected void click(String name) {
    test(button(name)).click();
  }

  /** All that is told in lines at the bottom. */
  protected String toasts() {
    return find(Notification.class).all().stream()
        .map(toast -> test(toast).getText() + text(toast))
        .collect(Collectors.joining(" "));
  }
}
