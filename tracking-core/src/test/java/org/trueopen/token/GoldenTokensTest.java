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
    Properties golden = new Properties();
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("/golden/tokens-v1.properties"))) {
      golden.load(new java.io.InputStreamReader(in, US_ASCII));
    }
    Map<String, Token> expected = GoldenFiles.tokens();

    assertThat(golden.stringPropertyNames()).containsExactlyInAnyOrderElementsOf(expected.keySet());
    expected.forEach(
        (name, token) -> {
          String text = golden.getProperty(name);
          assertThat(token instanceof Token.Open ? CODEC.decodeOpen(text) : CODEC.decodeClick(text))
              .as(name)
              .isEqualTo(new Decoded(token));
          assertThat(CODEC.encode(token)).as(name).isEqualTo(text);
        });
  }
}
