package org.trueopen.instrument;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Decides what is changed in which body, and numbers the links. */
final class MimePlan {

  /** As many as a token can number. */
  private static final int MAX_LINKS = 0x10000;

  private final LinkRules rules;
  private final boolean html;
  private final boolean textLinks;
  private final List<MimeEdit> edits = new ArrayList<>();
  private final List<String> links = new ArrayList<>();

  MimePlan(LinkRules rules, boolean html, boolean textLinks) {
    this.rules = rules;
    this.html = html;
    this.textLinks = textLinks;
  }

  MimeTemplate template(MimeHeader header, List<MimeBody> bodies) {
    bodies.stream().filter(MimeBody::isHtml).forEach(this::addHtml);
    bodies.stream().filter(body -> !body.isHtml()).forEach(this::addText);
    edits.sort(Comparator.comparingInt(edit -> edit.body().part().bodyStart()));
    return new MimeTemplate(header, edits, links);
  }

  private void addHtml(MimeBody body) {
    if (html || hasPlaceholder(body)) {
      HtmlTemplate template = HtmlTemplate.parse(body.text(), rules);
      boolean first = edits.stream().noneMatch(MimeEdit::pixel);
      int firstLink = html ? number(template.links()) : -1;
      edits.add(new MimeEdit(body, template::render, html && first, firstLink));
    }
  }

  private void addText(MimeBody body) {
    boolean wanted = textLinks && body.hasSureLinks();
    if (wanted || hasPlaceholder(body)) {
      TextTemplate template = TextTemplate.parse(body.text(), rules);
      int firstLink = wanted ? number(template.links()) : -1;
      edits.add(new MimeEdit(body, template::render, false, firstLink));
    }
  }

  /** All of a body's links or none, for a template renders them so. */
  private int number(List<String> more) {
    if (links.size() + more.size() > MAX_LINKS) {
      return -1;
    }
    int first = links.size();
    links.addAll(more);
    return first;
  }

  private static boolean hasPlaceholder(MimeBody body) {
    return body.text().contains("trueopen_opt_out_url");
  }
}
