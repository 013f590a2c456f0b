package org.trueopen.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.trueopen.admin.settings.ChangedMeanwhileException;
import org.trueopen.admin.settings.CountedSettings;
import org.trueopen.settings.AccountPolicy;
import org.trueopen.settings.SettingKey;

class CountedSettingsTest {

  private static final SettingKey KEY = SettingKey.policy(TestAdmin.DEMO);

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final CountedSettings settings =
      new CountedSettings(new FakeSettings(Clock.systemUTC()), meters);

  @Test
  void everyWriteIsCountedByWhatBecameOfIt() throws ChangedMeanwhileException {
    settings.write(KEY, AccountPolicy.DEFAULT, 0, "ada");
    assertThatThrownBy(() -> settings.write(KEY, AccountPolicy.DEFAULT, 0, "bob"))
        .isInstanceOf(ChangedMeanwhileException.class);

    assertThat(settings.view().find(KEY).orElseThrow().changedBy()).isEqualTo("ada");
    assertThat(count("written")).isEqualTo(1);
    assertThat(count("stale")).isEqualTo(1);
    assertThat(count("failed")).isZero();
  }

  private double count(String outcome) {
    return meters.get("trueopen.admin.settings.writes").tag("outcome", outcome).counter().count();
  }
}
