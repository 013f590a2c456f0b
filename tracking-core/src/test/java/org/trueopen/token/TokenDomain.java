package org.trueopen.token;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Provide;
import net.jqwik.api.domains.DomainContextBase;
import org.trueopen.id.AccountId;
import org.trueopen.id.DeliveryId;

/** Any token that can be written. */
final class TokenDomain extends DomainContextBase {

  @Provide
  Arbitrary<Token> tokens() {
    return Arbitraries.oneOf(
        Combinators.combine(
                accounts(), deliveries(), Arbitraries.longs(), Arbitraries.of(true, false))
            .as(Token.Open::new),
        Combinators.combine(accounts(), deliveries(), Arbitraries.longs()).as(Token.OptOut::new),
        Combinators.combine(accounts(), deliveries(), Arbitraries.longs(), destinations())
            .as(Token.Image::new),
        Combinators.combine(
                accounts(),
                deliveries(),
                Arbitraries.longs(),
                Arbitraries.integers().between(0, 0xFFFF),
                destinations())
            .as(Token.Click::new));
  }

  private static Arbitrary<AccountId> accounts() {
    return Arbitraries.strings()
        .withCharRange('a', 'z')
        .numeric()
        .withChars('-')
        .ofMinLength(1)
        .ofMaxLength(32)
        .map(AccountId::new);
  }

  private static Arbitrary<DeliveryId> deliveries() {
    return Arbitraries.strings()
        .alpha()
        .numeric()
        .withChars('-', '_')
        .ofMinLength(1)
        .ofMaxLength(64)
        .map(DeliveryId::new);
  }

  /** Any Unicode text but halves of surrogate pairs, which UTF-8 cannot write. */
  private static Arbitrary<String> destinations() {
    return Arbitraries.integers()
        .between(0, Character.MAX_CODE_POINT)
        .filter(point -> point < 0xD800 || point > 0xDFFF)
        .map(Character::toString)
        .list()
        .ofMaxSize(200)
        .map(parts -> "https://example.com/" + String.join("", parts));
  }
}
