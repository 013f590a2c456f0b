package org.trueopen.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.UnknownFieldSet;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.trueopen.event.GoldenFiles;
import org.trueopen.event.MalformedEventException;
import org.trueopen.event.wire.SettingMessage;
import org.trueopen.event.wire.TrackingSwitchesMessage;
import org.trueopen.id.AccountId;

class SettingCodecTest {

  private static final AccountId ACME = new AccountId("acme");

  @Test
  void everyGoldenFileIsReadAsTheSettingItWasWrittenFrom() throws Exception {
    for (Map.Entry<String, Setting> file : GoldenFiles.settings().entrySet()) {
      assertThat(SettingCodec.decode(golden(file.getKey())))
          .as(file.getKey())
          .isEqualTo(file.getValue());
    }
  }

  @Property(tries = 300)
  void everySettingComesBackAsItWasWritten(@ForAll("settings") Setting setting) throws Exception {
    assertThat(SettingCodec.decode(SettingCodec.encode(setting))).isEqualTo(setting);
  }

  @Test
  void fieldsOfALaterVersionAreIgnored() throws Exception {
    byte[] later =
        SettingMessage.parseFrom(golden("setting-tracking")).toBuilder()
            .setUnknownFields(
                UnknownFieldSet.newBuilder()
                    .addField(900, UnknownFieldSet.Field.newBuilder().addVarint(7).build())
                    .build())
            .build()
            .toByteArray();

    assertThat(SettingCodec.decode(later))
        .isEqualTo(GoldenFiles.settings().get("setting-tracking"));
  }

  @Test
  void whatCannotBeASettingIsMalformed() {
    SettingMessage good =
        SettingMessage.newBuilder()
            .setKey("acme/tracking-account/")
            .setVersion(1)
            .setTracking(TrackingSwitchesMessage.newBuilder().setOpens("ON").setClicks("INHERIT"))
            .build();
    assertMalformed(SettingMessage.getDefaultInstance(), "account/kind/name");
    assertMalformed(good.toBuilder().clearValue().build(), "holds no value");
    assertMalformed(good.toBuilder().clearVersion().build(), "version");
    assertMalformed(good.toBuilder().setKey("acme/no-such-kind/").build(), "no-such-kind");
    assertMalformed(good.toBuilder().setKey("ACME/tracking-account/").build(), "ACME");
    assertMalformed(
        good.toBuilder().setTracking(TrackingSwitchesMessage.getDefaultInstance()).build(), "");
  }

  @Test
  void ignoredSignalsAreWrittenAsByVersionsThatKnewNone() throws Exception {
    Setting policy = GoldenFiles.settings().get("setting-account-policy-full");

    assertThat(SettingCodec.encode(Objects.requireNonNull(policy)))
        .isEqualTo(golden("setting-account-policy-full"));
  }

  @Test
  void aValueUnderAnotherKindsKeyIsMalformed() {
    SettingMessage switchesAsKey =
        SettingMessage.newBuilder()
            .setKey("acme/api-key/k1")
            .setVersion(1)
            .setTracking(TrackingSwitchesMessage.newBuilder().setOpens("ON").setClicks("ON"))
            .build();

    assertMalformed(switchesAsKey, "acme/api-key/k1: expected a ApiKey, found a TrackingSwitches");
  }

  @Test
  void settingKeysAreReadBackWhateverTheNameHolds() {
    for (SettingKey key :
        new SettingKey[] {
          SettingKey.policy(ACME),
          SettingKey.domain(ACME, "acme.example"),
          SettingKey.apiKey(ACME, "k1"),
          SettingKey.rules(ACME),
          SettingKey.tracking(ACME, Level.CAMPAIGN, "a/b/c \u00fc"),
          SettingKey.tracking(ACME, Level.ACCOUNT, "acme")
        }) {
      assertThat(SettingKey.parse(key.text())).isEqualTo(key);
    }
    assertThatThrownBy(() -> SettingKey.tracking(ACME, Level.MESSAGE, "m"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Provide
  Arbitrary<Setting> settings() {
    Arbitrary<String> names =
        Arbitraries.strings()
            .ofMaxLength(20)
            .filter(text -> text.chars().noneMatch(c -> Character.isSurrogate((char) c)));
    Arbitrary<Boolean> flags = Arbitraries.of(true, false);
    Arbitrary<Switch> switches = Arbitraries.of(Switch.class);
    Arbitrary<Map.Entry<SettingKey, SettingValue>> entries =
        Arbitraries.oneOf(
            Combinators.combine(names, switches, switches, Arbitraries.of(Identity.class), switches)
                .as(
                    (name, opens, clicks, identity, textLinks) ->
                        Map.entry(
                            SettingKey.tracking(ACME, Level.CAMPAIGN, name),
                            new TrackingSwitches(opens, clicks, identity, textLinks))),
            Combinators.combine(
                    flags,
                    flags,
                    flags,
                    flags,
                    names.set().ofMaxSize(3),
                    Arbitraries.of(PrivacySignals.class),
                    flags)
                .as(
                    (a, b, c, d, hosts, signals, honeypot) ->
                        Map.entry(
                            SettingKey.policy(ACME),
                            new AccountPolicy(a, b, c, d, hosts, signals, honeypot))),
            Combinators.combine(names, flags, flags, names.set().ofMaxSize(3))
                .as(
                    (name, a, b, former) ->
                        Map.entry(
                            SettingKey.domain(ACME, name), new DomainPolicy(a, name, b, former))),
            Combinators.combine(
                    Arbitraries.maps(names, Arbitraries.integers()).ofMaxSize(4),
                    names.list().ofMaxSize(3),
                    names.set().ofMaxSize(3),
                    listEntries(names).list().ofMaxSize(3))
                .as(
                    (thresholds, networks, off, listEntries) ->
                        Map.entry(
                            SettingKey.rules(ACME),
                            new RuleSettings(
                                thresholds, networks, new ListChanges(off, listEntries)))),
            Combinators.combine(names, flags, scopes())
                .as(
                    (name, revoked, scopes) ->
                        Map.entry(
                            SettingKey.apiKey(ACME, name),
                            new ApiKey(ApiKey.hash(name), name, revoked, scopes))));
    return Combinators.combine(
            entries,
            Arbitraries.longs().greaterOrEqual(1),
            Arbitraries.longs().between(0, 253_402_300_799_999L),
            names)
        .as(
            (entry, version, at, by) ->
                new Setting(
                    entry.getKey(), entry.getValue(), version, Instant.ofEpochMilli(at), by));
  }

  private static Arbitrary<ListEntry> listEntries(Arbitrary<String> names) {
    return Combinators.combine(names, names, names, names, names, Arbitraries.integers())
        .as(
            (match, pattern, name, verdict, source, certainty) ->
                new ListEntry(match, pattern, name, verdict, "both", certainty, source, ""));
  }

  private static Arbitrary<Set<ApiKey.Scope>> scopes() {
    return Arbitraries.of(ApiKey.Scope.class).set().ofMinSize(1);
  }

  private static void assertMalformed(SettingMessage message, String why) {
    assertThatThrownBy(() -> SettingCodec.decode(message.toByteArray()))
        .isInstanceOf(MalformedEventException.class)
        .hasMessageContaining(why);
  }

  private static byte[] golden(String name) throws Exception {
    try (InputStream in =
        Objects.requireNonNull(
            SettingCodecTest.class.getResourceAsStream("/golden/" + name + "-v1.bin"), name)) {
      return in.readAllBytes();
    }
  }
}
