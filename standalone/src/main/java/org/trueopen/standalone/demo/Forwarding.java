package org.trueopen.standalone.demo;

import java.time.Duration;
import java.util.List;

/**
 * The recipient passes the mail on, and a second reader opens the same pixel with another program
 * on another network; often the first reader looks at it again in between.
 */
record Forwarding() implements Behaviour {

  private static final double PASSED_ON = 0.25;
  private static final List<MailProgram> SECOND_READERS =
      List.of(
          MailProgram.IPHONE_MAIL,
          MailProgram.OUTLOOK_DESKTOP,
          MailProgram.APPLE_MAIL_MAC,
          MailProgram.THUNDERBIRD,
          MailProgram.SAMSUNG_MAIL);

  @Override
  public void act(Recipient who, Plan plan) {
    if (!who.forwards() || plan.firstRead().isEmpty() || !plan.chance(PASSED_ON)) {
      return;
    }
    List<MailProgram> others =
        SECOND_READERS.stream().filter(program -> program != who.program()).toList();
    MailProgram program = Draw.oneOf(plan.random(), others);
    String ip = (program.mobile() ? Network.MOBILE : Network.BROADBAND).pick(plan.random());
    Duration visit =
        plan.firstRead().get().plus(Draw.logNormal(plan.random(), Duration.ofMinutes(70), 1.1));
    plan.open(visit, Duration.ZERO, program.images(), ip, TrueClass.PERSON);
    if (plan.chance(0.3)) {
      new Clicking(program.browser(), ip).act(plan, visit);
    }
    if (who.habit().route() == ImageRoute.DIRECT && plan.chance(0.5)) {
      Duration between = visit.plus(Draw.logNormal(plan.random(), Duration.ofMinutes(40), 0.7));
      plan.open(between, Duration.ZERO, who.program().images(), who.home(), TrueClass.PERSON);
      Duration again = between.plus(Draw.logNormal(plan.random(), Duration.ofMinutes(50), 0.7));
      plan.open(again, Duration.ZERO, program.images(), ip, TrueClass.PERSON);
    }
  }
}
