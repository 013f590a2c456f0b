package org.trueopen.benchmarks.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.trueopen.token.Decoding.Decoded;
import org.trueopen.token.KeyRing;
import org.trueopen.token.TokenCodec;

class PixelRequestsTest {

  private final KeyRing keys = KeyRing.parse(List.of(KeyRing.newLine(1, new SecureRandom())));

  @Test
  void everyRequestCarriesAValidTokenOfAnotherDelivery() {
    PixelRequests requests = PixelRequests.of(keys, false);
    TokenCodec tokens = new TokenCodec(keys);
    Set<String> deliveries =
        LongStream.range(0, 4096)
            .mapToObj(n -> tokens.decodeOpen(token(requests.get(n))))
            .map(decoding -> ((Decoded) decoding).token().delivery().value())
            .collect(Collectors.toSet());
    assertThat(deliveries).hasSize(4096);
    assertThat(requests.get(4096)).isEqualTo(requests.get(0));
  }

  @Test
  void requestsEndAsHttpSaysAndNameAClientOnlyIfAsked() {
    String plain = new String(PixelRequests.of(keys, false).get(0), US_ASCII);
    String forwarded = new String(PixelRequests.of(keys, true).get(300), US_ASCII);
    assertThat(plain)
        .startsWith("GET /o/")
        .contains("\r\nHost: t.example.com\r\n")
        .endsWith("\r\n\r\n")
        .doesNotContain("X-Forwarded-For");
    assertThat(forwarded).contains("\r\nX-Forwarded-For: 203.0.1.44\r\n");
  }

  private static String token(byte[] request) {
    String text = new String(request, US_ASCII);
    return text.substring("GET /o/".length(), text.indexOf(".gif"));
  }
}
