package org.trueopen.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.id.AccountId;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.OptOut;
import org.trueopen.settings.OptOutChange;
import org.trueopen.settings.SettingKey;

class TopicCopyTest {

  private static final AccountId ACCOUNT = new AccountId("copied");

  @Test
  void settingsAndOptOutsAreTheSameOnAnotherBroker(@TempDir Path folder) throws Exception {
    Path settingsFile = folder.resolve("settings.ndjson");
    Path optOutsFile = folder.resolve("opt-outs.ndjson");
    AccountPolicy policy = new AccountPolicy(true, true);
    try (TestBroker from = TestBroker.start()) {
      Topics.ensure(from.config(), (short) 1);
      write(from.config(), policy);
      assertThat(TopicCopy.write(from.config(), Topics.SETTINGS, settingsFile)).isEqualTo(2);
      assertThat(TopicCopy.write(from.config(), Topics.OPT_OUTS, optOutsFile)).isEqualTo(1);
      assertThat(TopicCopy.isEmpty(from.config(), Topics.SETTINGS)).isFalse();
    }
    try (TestBroker to = TestBroker.start()) {
      Topics.ensure(to.config(), (short) 1);
      assertThat(TopicCopy.isEmpty(to.config(), Topics.SETTINGS)).isTrue();
      TopicCopy.restore(to.config(), Topics.SETTINGS, settingsFile);
      TopicCopy.restore(to.config(), Topics.OPT_OUTS, optOutsFile);
      try (SettingsLog settings = SettingsLog.open(to.config(), "restored", Clock.systemUTC());
          OptOutLog optOuts = OptOutLog.open(to.config(), "restored")) {
        assertThat(settings.view().accountPolicy(ACCOUNT)).isEqualTo(policy);
        assertThat(optOuts.optOuts().find(7)).isPresent();
        // A writer goes on from the versions that were restored.
        assertThat(
                settings
                    .write(SettingKey.policy(ACCOUNT), AccountPolicy.DEFAULT, 2, "test")
                    .version())
            .isEqualTo(3);
      }
    }
  }

  @Test
  void aLineThatIsNoRecordIsNamed(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("settings.ndjson");
    Files.writeString(file, "{\"key\":\"YQ==\",\"value\":\"YQ==\"}\n{\"key\":\"Y\n");

    assertThatThrownBy(() -> TopicCopy.read(file, entry -> {}))
        .hasMessageContaining("line 2: not a record of a backup");
  }

  private static void write(KafkaConfig kafka, AccountPolicy policy) throws Exception {
    try (SettingsLog settings = SettingsLog.open(kafka, "backed-up", Clock.systemUTC());
        OptOutLog optOuts = OptOutLog.open(kafka, "backed-up")) {
      settings.write(SettingKey.policy(ACCOUNT), AccountPolicy.DEFAULT, 0, "test");
      settings.write(SettingKey.policy(ACCOUNT), policy, 1, "test");
      optOuts.writeAll(
          List.of(new OptOutChange(ACCOUNT, 7, true, Instant.EPOCH, OptOut.Source.ADMIN, "test")));
    }
  }
}
