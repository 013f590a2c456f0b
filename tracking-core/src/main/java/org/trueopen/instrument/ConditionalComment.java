package org.trueopen.instrument;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.nodes.Comment;

/**
 * The part of the source that Outlook shows and others take for a comment: what stands between
 * {@code <!--[if mso]>} and {@code <![endif]-->}. The other kind, {@code <![if !mso]>}, is no
 * comment around its content, so the parser sees that anyway.
 */
record ConditionalComment(int start, int end) {

  private static final Pattern CONDITION = Pattern.compile("\\s{0,9}\\[if\\b[^\\]>]{0,200}\\]>");

  /** Empty for ordinary comments, and where the source is not what the parser read. */
  static Optional<ConditionalComment> of(Comment comment, String html) {
    int start = comment.sourceRange().startPos() + "<!--".length();
    String data = comment.getData();
    if (!comment.sourceRange().isTracked()
        || !html.startsWith("<!--", start - "<!--".length())
        || !html.startsWith(data, start)) {
      return Optional.empty();
    }
    Matcher condition = CONDITION.matcher(data);
    return condition.lookingAt()
        ? Optional.of(new ConditionalComment(start + condition.end(), start + data.length()))
        : Optional.empty();
  }
}
