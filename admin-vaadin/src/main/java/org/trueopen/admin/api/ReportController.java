package org.trueopen.admin.api;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.trueopen.admin.report.ReportAnswers;
import org.trueopen.admin.report.ReportKind;

/** Every report, by the queries the pages use. ClickHouse writes the answer, which is passed on. */
@RestController
class ReportController {

  private final ReportAnswers answers;
  private final Clock clock;

  ReportController(ReportAnswers answers, Clock clock) {
    this.answers = answers;
    this.clock = clock;
  }

  @GetMapping("/api/v1/report")
  void report(
      HttpServletRequest request,
      HttpServletResponse response,
      @AuthenticationPrincipal ApiCaller caller)
      throws IOException {
    answer(request, response, caller, ReportFormat.accepted(request.getHeader(HttpHeaders.ACCEPT)));
  }

  /** Answers the question a request asks, in this format. */
  void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      ApiCaller caller,
      ReportFormat format)
      throws IOException {
    ReportQuestion question = new ReportQuestion(request, clock.instant());
    ReportKind kind = kind(question);
    List<String> by = question.words("groupBy", ReportKind.GROUPS, kind.groups());
    List<String> metrics = question.words("metrics", kind.metrics(), kind.metrics().size());
    Map<String, Object> parameters = question.parameters(caller, question.span());
    if (!kind.bySender() && !(none(parameters, "mailboxes") && none(parameters, "campaigns"))) {
      question.problem("mailbox, campaign: this report can be filtered by domain only");
    }
    question.finish();
    parameters.put("by", by.isEmpty() ? "" : by.getFirst());
    parameters.put("then", by.size() < 2 ? "" : by.get(1));
    String sql = kind.sql(by, metrics.isEmpty() ? kind.metrics() : metrics);
    if (format == ReportFormat.CSV) {
      sql = CsvGuard.guarded(sql, kind.texts(by));
    }
    try (InputStream answer =
        answers.ask(caller.account(), format.of(sql), parameters, "JSONEachRow")) {
      response.setContentType(format.type().toString());
      answer.transferTo(response.getOutputStream());
    }
  }

  private static boolean none(Map<String, Object> parameters, String name) {
    return List.of().equals(parameters.get(name));
  }

  private static ReportKind kind(ReportQuestion question) {
    String word = question.text("report", ReportKind.ENGAGEMENT.word());
    for (ReportKind kind : ReportKind.values()) {
      if (kind.word().equals(word)) {
        return kind;
      }
    }
    question.problem(
        "report: expected one of "
            + Arrays.stream(ReportKind.values())
                .map(ReportKind::word)
                .collect(Collectors.joining(", ")));
    return ReportKind.ENGAGEMENT;
  }
}
