package org.trueopen.admin.audit;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.trueopen.admin.audit.AuditEntry.Change;

class JsonChangesTest {

  @Test
  void whatIsNestedIsReadNameByName() {
    assertThat(
            JsonChanges.between(
                "{\"thresholds\":{}}", "{\"thresholds\":{\"burstLinks\":9,\"burstSeconds\":30}}"))
        .containsExactly(new Change("thresholds", "", "burstLinks 9, burstSeconds 30"));
  }

  @Test
  void whatSaysNothingIsNoChange() {
    assertThat(
            JsonChanges.between(
                "", "{\"thresholds\":{},\"listsOff\":[],\"opens\":\"INHERIT\",\"clicks\":\"OFF\"}"))
        .containsExactly(new Change("clicks", "", "OFF"));
  }
}
