package org.trueopen.instrument;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.trueopen.instrument.Mails.Mail;

class TextTemplateTest {

  static Stream<Mail> mails() {
    return HtmlTemplateTest.mails();
  }

  /** "[" and "]" mark the link. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "[https://e.example/a]",
        "See [https://e.example/a].",
        "See [https://e.example/a?b=c&d], or not!",
        "(see [https://e.example/a_(b)])",
        "<[https://e.example/a]>",
        "<URL:[https://e.example/a]>",
        "\"[https://e.example/a]\"",
        "Link:[HTTPS://E.example/a]",
        "> quoted [http://e.example/]\r\n> more",
        "line one\r\n[https://e.example/a]\r\nline three",
        "a soft line \r\nbreak before [https://e.example/a]\r\nand after \r\nit",
        "[https://e.example/a] \r\n\r\nNext paragraph",
        "[https://m\u00fcnchen-bahn.example/stra\u00dfe]",
        "[https://[::1]:8080/x]",
        "tab\t[https://e.example/a]\ttab",
        "To unsubscribe look below.\n[https://e.example/a]"
      })
  void linksOfPlainTextAreTracked(String marked) {
    int start = marked.indexOf('[');
    int end = marked.lastIndexOf(']');
    String address = marked.substring(start + 1, end);

    InstrumentedText text =
        InstrumentedText.of(marked.substring(0, start) + address + marked.substring(end + 1));

    text.check();
    assertThat(text.destinations()).containsExactly(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "mailto:a@e.example, www.e.example, e.example, ftp://e.example/",
        "seehttps://e.example/",
        "https://excluded.example/a https://www.excluded.example/",
        "https://lists.example/leave?u=1&l=2",
        "Unsubscribe: https://e.example/u/1",
        "https://e.example/u/1 (opt out)",
        "https://e.example/unsubscribe/1",
        "https://e.example/?u={{id}}",
        "https://e.example/?u={{ id }}",
        "https://e.example/?u=<%= id %>",
        "https://e.example/?u=*|ID|*",
        "<https://e.example/a\r\nb>",
        "https://e.example/a \r\nb",
        "https://e.example/\ud800",
        "https://{{trueopen_opt_out_url}}",
        ""
      })
  void otherTextIsLeft(String source) {
    InstrumentedText text = InstrumentedText.of(source);

    text.check();
    assertThat(text.destinations()).isEmpty();
  }

  @Test
  void theOptOutPlaceholderIsReplaced() {
    assertThat(InstrumentedText.of("Do not count me: {{trueopen_opt_out_url}}\r\n").text())
        .isEqualTo("Do not count me: " + Copy.OPT_OUT_URL + "\r\n");
  }

  @ParameterizedTest
  @MethodSource("mails")
  void whateverTheTextOnlyAddressesChange(Mail mail) {
    InstrumentedText.of(mail.html()).check();
  }

  @Test
  void aLineOfThirtyMegabytesIsReadInBoundedTime() {
    String line = "https://e.example/a,b (see [1]) ".repeat(950_000);

    assertThat(TextTemplate.parse(line, Instrumented.RULES).links()).hasSize(65_536);
  }
}
