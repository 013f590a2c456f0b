package org.trueopen.standalone.part;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JavaProcessTest {

  @ParameterizedTest
  @CsvSource({
    "INGEST_PORT, true",
    "JOB_HASH_KEY_FILE, true",
    "WEBHOOKS_AT_ONCE, true",
    "CLICKHOUSE_URL, true",
    "JOB_SIGNALS_DIR, false",
    "JOB_SIGNALS_MAX_AGE_DAYS, false",
    "JOB_COUNTRY_FILE, false",
    "PATH, false"
  })
  void partsGetTheShellsListsAndCountriesButNoneOfItsOtherSettings(String name, boolean heldBack) {
    assertThat(JavaProcess.isHeldBack(name)).isEqualTo(heldBack);
  }
}
