package org.trueopen.benchmarks.accuracy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.trueopen.verdict.VerdictClass;

final class CorporaTest {

  @TempDir private Path folder;

  @Test
  void crawlersAreBotsButPreviewersAndMailProxiesAreNot() throws Exception {
    Path file =
        Files.writeString(
            folder.resolve("crawlers.json"),
            """
            [{"pattern":"a","url":"x","instances":["bot/1"]},
             {"pattern":"b","tags":["social-preview"],"instances":["Slackbot 1.0","x (via ggpht.com GoogleImageProxy)"]}]
            """);

    assertThat(Corpora.crawlers(file))
        .isEqualTo(
            Map.of(
                "bot/1", VerdictClass.DECLARED_BOT,
                "Slackbot 1.0", VerdictClass.LINK_PREVIEW,
                "x (via ggpht.com GoogleImageProxy)", VerdictClass.PERSON_VIA_PROXY));
  }

  @Test
  void ofYauaasCasesThoseBeyondDoubtAreTaken() {
    Map<String, VerdictClass> found = new LinkedHashMap<>();
    Corpora.cases(
        """
        config:
        - test:
            input:
              user_agent_string: 'It''s a browser'
            expected:
              AgentClass                           : 'Browser'
              AgentName                            : 'x'
        - test:
            input:
              User_Agent_String: 'A robot'
            expected:
              AgentClass: 'Robot'
        - test:
            input:
              user_agent_string: 'A console'
            expected:
              AgentClass: 'Special'
        - test:
            input:
              user_agent_string: 'says nothing'
        """,
        found);

    assertThat(found)
        .isEqualTo(
            Map.of("It's a browser", VerdictClass.PERSON, "A robot", VerdictClass.DECLARED_BOT));
  }

  @Test
  void aCorpusThatIsNotThereIsEmpty() throws Exception {
    assertThat(Corpora.crawlers(folder.resolve("none"))).isEmpty();
    assertThat(Corpora.yauaa(folder.resolve("none"))).isEmpty();
  }
}
