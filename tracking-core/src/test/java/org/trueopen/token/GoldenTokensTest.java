package org.trueopen.token;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.trueopen.event.GoldenFiles;
import org.trueopen.token.Decoding.Decoded;

/** Mail that was sent years ago still carries these texts. */
class GoldenTokensTest {

  private static final TokenCodec CODEC = new TokenCodec(GoldenFiles.ring());

  @Test
  void everyReleasedTokenIsStillReadAndStillWrittenTheSameWay() throws IOException {
    assertReadAndWritten("/golden/tokens-v1.properties", GoldenFiles.tokens());
    assertReadAndWritten("/golden/tokens-v1-later.properties", GoldenFiles.laterTokens());
  }

  private void assertReadAndWritten(String file, Map<String, Token> expected) throws IOException {
    Properties golden = new Properties();
    try (InputStream in = Objects.requireNonNull(getClass().getResourceAsStream(file))) {
      golden.load(new java.io.InputStreamReader(in, US_ASCII));
    }
    assertThat(golden.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (name, token) -> {
          String text = golden.getProperty(name);
          assertThat(decode(token, text)).as(name).isEqualTo(new Decoded(token));
          assertThat(CODEC.encode(token)).as(name).isEqualTo(text);
        });
  }

  private static Decoding decode(Token token, String text) {
    return switch (token) {
      case Token.Open open -> CODEC.decodeOpen(text);
      case Token.Click click -> CODEC.decodeClick(text);
      case Token.Image image -> CODEC.decodeImage(text);
      case Token.OptOut optOut -> CODEC.decodeOptOut(text);
    };
  }
}
