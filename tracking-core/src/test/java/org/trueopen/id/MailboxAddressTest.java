package org.trueopen.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailboxAddressTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          bob@example.net                        | bob@example.net
          Bob@Example.NET                        | bob@example.net
          Bob <bob@example.net>                  | bob@example.net
          "Bob, B." <bob@example.net>            | bob@example.net
          <bob@example.net>                      | bob@example.net
          bob+tag@mail.example.co.uk             | bob+tag@mail.example.co.uk
          o'hara&co=x!#$%*/?^_`{}~@example.net   | o'hara&co=x!#$%*/?^_`{}~@example.net
          x.@docomo.example                      | x.@docomo.example
          root@localhost                         | root@localhost
          bob@xn--bcher-kva.example              | bob@xn--bcher-kva.example
          \u00dcnal@b\u00fccher.example          | \u00fcnal@b\u00fccher.example
          \u0930\u093e\u092e@\u092d\u093e\u0930\u0924.example | \u0930\u093e\u092e@\u092d\u093e\u0930\u0924.example
          """)
  void addressesInUseAreReadWithOrWithoutAName(String text, String address) {
    assertThat(MailboxAddress.tryParse(text)).contains(new MailboxAddress(address));
    assertThat(MailboxAddress.tryParse("  " + text + " ").orElseThrow().value()).isEqualTo(address);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "bob",
        "@example.net",
        "bob@",
        "bob@@example.net",
        "bob@a@example.net",
        "bob@.example.net",
        "bob@example..net",
        "bob@example.net.",
        "bob@-example.net",
        "bob@example-.net",
        "bob@mail.-example.net",
        "bob@exa mple.net",
        "b ob@example.net",
        "b\u00a0ob@example.net",
        "b\u2028ob@example.net",
        "bob\r\n@example.net",
        "bob\u0085@example.net",
        "bob\u200b@example.net",
        "bob@example.net\r\nBcc: eve@example.net",
        "bob@example.net, eve@example.net",
        "Bob <bob@example.net",
        "Bob <bob@example.net> trailing",
        "Bob <>",
        "\"quoted local\"@example.net",
        "bob@[192.0.2.1]",
        "bob@under_score.example"
      })
  void whatIsNoAddressIsRefused(String text) {
    assertThat(MailboxAddress.tryParse(text)).isEmpty();
  }

  @Test
  void lengthsAreBoundedAndAnErrorShowsOnlyTheBeginning() {
    assertThat(MailboxAddress.tryParse("a".repeat(64) + "@example.net")).isPresent();
    assertThat(MailboxAddress.tryParse("a".repeat(65) + "@example.net")).isEmpty();
    assertThat(MailboxAddress.tryParse("a@" + "b".repeat(63) + ".net")).isPresent();
    assertThat(MailboxAddress.tryParse("a@" + "b".repeat(64) + ".net")).isEmpty();
    assertThat(MailboxAddress.tryParse("a@" + "bcd.".repeat(70) + "net")).isEmpty();
    assertThatThrownBy(() -> new MailboxAddress("x".repeat(300)))
        .hasMessageContaining("x".repeat(80) + "...")
        .hasMessageNotContaining("x".repeat(81));
  }

  @Test
  void lowerCasingNeverMakesAnAddressThatCannotBeReadAgain() {
    MailboxAddress address = MailboxAddress.tryParse("a@\u0130stanbul.example").orElseThrow();

    assertThat(new MailboxAddress(address.value())).isEqualTo(address);
  }

  @Property
  void readingNeverFailsAndIsStable(@ForAll String local, @ForAll String domain) {
    MailboxAddress.tryParse(local + "@" + domain)
        .ifPresent(
            address -> assertThat(MailboxAddress.tryParse(address.value())).contains(address));
  }

  @Test
  void theDomainStandsBehindTheSign() {
    assertThat(new MailboxAddress("Bob@Mail.Example.NET").domain()).isEqualTo("mail.example.net");
  }
}
