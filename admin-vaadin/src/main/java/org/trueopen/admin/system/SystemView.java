package org.trueopen.admin.system;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.component.html.AnchorTarget;
import com.vaadin.flow.component.html.Div;
import com.vaadin.flow.component.html.H1;
import com.vaadin.flow.component.html.H2;
import com.vaadin.flow.component.html.Span;
import com.vaadin.flow.router.PageTitle;
import com.vaadin.flow.router.Route;
import jakarta.annotation.security.RolesAllowed;
import java.util.List;
import org.springframework.boot.SpringBootVersion;
import org.trueopen.admin.config.AdminConfig;
import org.trueopen.admin.live.Answer;
import org.trueopen.admin.live.AsUser;
import org.trueopen.admin.live.Feed;
import org.trueopen.admin.live.LiveUpdates;
import org.trueopen.admin.ui.Chip;
import org.trueopen.admin.ui.Html;
import org.trueopen.admin.ui.Notice;
import org.trueopen.config.ProductVersion;

/** How each part is; kept current while it is looked at. */
@Route("system")
@PageTitle("System | TrueOpen")
@RolesAllowed("ADMIN")
final class SystemView extends Div {

  private final Div parts = Html.block("parts");
  private final Notice worst = new Notice(Notice.Kind.WARNING);
  private final Notice fine = new Notice(Notice.Kind.INFO);

  SystemView(SystemHealth health, AdminConfig config, LiveUpdates live) {
    addClassName("page");
    Div head = Html.block("page-head", new H1("System"));
    if (!config.parts().flinkUi().isEmpty()) {
      Anchor flink = new Anchor(config.parts().flinkUi(), "Open Flink's pages", AnchorTarget.BLANK);
      flink.addClassName("button-link");
      head.add(flink);
    }
    add(
        head,
        fine,
        worst,
        parts,
        Html.text(
            "quiet",
            "TrueOpen %s. Admin: Java %s, Spring Boot %s, Vaadin %s."
                .formatted(
                    ProductVersion.text(),
                    Runtime.version().feature(),
                    SpringBootVersion.getVersion(),
                    com.vaadin.flow.server.Version.getFullVersion())));
    Feed<String, List<PartHealth>> feed =
        live.follow(this, () -> "", AsUser.ask(asked -> health.ask()), this::show);
    addAttachListener(event -> feed.refresh());
  }

  private void show(Answer<List<PartHealth>> answer) {
    if (!(answer instanceof Answer.Found<List<PartHealth>>(List<PartHealth> found))) {
      return;
    }
    parts.removeAll();
    found.forEach(part -> parts.add(card(part)));
    long bad = found.stream().filter(part -> part.level() == PartHealth.Level.BAD).count();
    long warn = found.stream().filter(part -> part.level() == PartHealth.Level.WARNING).count();
    if (bad + warn == 0) {
      worst.hush();
      long unseen =
          found.stream().filter(part -> part.level() == PartHealth.Level.NOT_CONFIGURED).count();
      fine.say(
          unseen == 0
              ? "Nothing needs looking after."
              : "Nothing that is looked at needs looking after. %d of the parts below are not."
                  .formatted(unseen));
    } else {
      fine.hush();
      worst.say(
          "%d down, %d to look after before it hurts. What each means stands below."
              .formatted(bad, warn));
    }
  }

  private static Div card(PartHealth part) {
    Div card =
        Html.block(
            "panel",
            Html.block("part-head", new H2(part.part()), chip(part.level())),
            Html.text("part-words", part.words()));
    Div figures = Html.block("kept");
    for (PartHealth.Figure figure : part.figures()) {
      Span value = Html.inline("number", figure.value());
      value.setClassName("figure-warns", figure.warn());
      figures.add(Html.block("kept-row", new Span(figure.name()), value));
    }
    card.add(figures);
    return card;
  }

  private static Chip chip(PartHealth.Level level) {
    return switch (level) {
      case GOOD -> new Chip(Chip.Kind.ON, "Fine");
      case WARNING -> new Chip(Chip.Kind.WARN, "Look after it");
      case BAD -> new Chip(Chip.Kind.BAD, "Down");
      case NOT_CONFIGURED -> new Chip(Chip.Kind.PLAIN, "Not configured");
    };
  }
}
