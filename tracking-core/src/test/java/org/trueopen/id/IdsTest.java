package org.trueopen.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdsTest {

  @ParameterizedTest
  @ValueSource(strings = {"", "Acme", "a b", "a_b", "a/b", "\u00e4", "a\n"})
  void anAccountIsLowerCaseAsciiOnly(String value) {
    assertThatThrownBy(() -> new AccountId(value)).hasMessageContaining("a-z, 0-9 and '-'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a/b", "a.b", "\u00e4", "a\n"})
  void aDeliveryIdIsSafeInAUrlAndInAKey(String value) {
    assertThatThrownBy(() -> new DeliveryId(value)).hasMessageContaining("delivery id");
  }

  @Test
  void lengthsAreBounded() {
    assertThatCode(() -> new AccountId("a".repeat(32))).doesNotThrowAnyException();
    assertThatThrownBy(() -> new AccountId("a".repeat(33))).hasMessageContaining("1 to 32");
    assertThatCode(() -> new DeliveryId("a".repeat(64))).doesNotThrowAnyException();
    assertThatThrownBy(() -> new DeliveryId("a".repeat(65))).hasMessageContaining("1 to 64");
  }

  @Test
  void newDeliveryIdsAreDistinctAndSortByTheTimeTheyWereMade() {
    List<String> ids = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      ids.add(DeliveryId.next().value());
    }

    assertThat(ids).doesNotHaveDuplicates().isSorted().allMatch(id -> id.length() == 26);
  }
}
