import { emptyDraft, type Draft } from "./draft.js";

/** A notification that is ready to be sent. */
export interface Preset {
  readonly id: string;
  readonly label: string;
  /** What there is to see. */
  readonly hint: string;
  /** The notification; `round` counts how often the preset was used. */
  readonly make: (round: number) => Partial<Draft>;
}

const FANS = ["Dora", "Emil", "Farah", "Goran", "Hana", "Ibo"];
const SOON_MS = 10_000;

export const PRESETS: readonly Preset[] = [
  {
    id: "like",
    label: "A like",
    hint: "Press it again: likes of one piece grow one card",
    make: (round) => {
      const fan = FANS[round % FANS.length] ?? "Dora";
      return {
        type: "like",
        title: `${fan} likes your moon jar`,
        ...by(fan),
        url: "/demo/?view=shelf",
        groupKey: "moon-jar:likes",
        groupTitle: "{{actor}} and {{others}} more like your moon jar",
      };
    },
  },
  {
    id: "invitation",
    label: "An invitation",
    hint: "Asks something, by buttons: the first answer of all windows stands",
    make: (round) => ({
      type: "friend_request",
      title: "Raku in the yard on Saturday?",
      message: "Emil fires at ten and has room for two more pots.",
      ...by("Emil"),
      url: "/demo/?view=classes",
      actions: [
        { id: "accept", label: "Accept", style: "primary", url: "" },
        { id: "decline", label: "Decline", style: "secondary", url: "" },
      ],
      actionGroup: `raku-${Date.now().toString(36)}-${round}`,
    }),
  },
  {
    id: "outage",
    label: "An alarm",
    hint: "Urgent: breaks through quiet hours, and stays until it is closed",
    make: () => ({
      type: "error",
      priority: "urgent",
      title: "Kiln 2 does not stop heating",
      message: "1,291 °C and rising. The breaker is behind the glaze buckets.",
      url: "/demo/?view=kiln",
      data: '{"kiln": 2, "celsius": 1291}',
    }),
  },
  {
    id: "long",
    label: "A long text",
    hint: "Cut where there is no room for it",
    make: () => ({
      type: "message",
      title: "What we agreed on for the winter glazes, and who mixes which of them until when",
      message: LONG,
      ...by("Farah"),
    }),
  },
  {
    id: "hostile",
    label: "Hostile markup",
    hint: "Markup that somebody typed is shown as the text it is",
    make: () => ({
      type: "comment",
      title: '<img src=x onerror="alert(1)">',
      message: "</p><script>alert(2)</script> is what I would call my next mug.",
      ...by("Goran"),
    }),
  },
  {
    id: "many",
    label: "30 at once",
    hint: "One call with thirty: what is too much for toasts is in the inbox",
    make: () => ({
      type: "success",
      title: "A pot is dry",
      message: "It can go into the kiln.",
      url: "/demo/?view=shelf",
      times: "30",
    }),
  },
  {
    id: "later",
    label: "In ten seconds",
    hint: "Waits at the server until its time",
    make: () => ({
      type: "info",
      title: "Turn the drying boards",
      message: "You asked to be reminded.",
      sendAt: new Date(Date.now() + SOON_MS).toISOString(),
      cancelKey: "boards",
    }),
  },
];

/** The draft of a preset for those whom the earlier draft is for. */
export function presetDraft(preset: Preset, round: number, before: Draft): Draft {
  const { audience, users, topic, except, where } = before;
  const made = { ...emptyDraft, users, audience, topic, except, where, ...preset.make(round) };
  return made.times === "" ? made : { ...made, audience: "users" };
}

/** The first thing that the form holds. */
export function firstDraft(users: readonly string[]): Draft {
  return {
    ...emptyDraft,
    users,
    topic: "kiln:2",
    type: "comment",
    title: "Ben wrote on your tea bowl",
    message: "That rim! Which clay is it?",
    url: "/demo/?view=shelf",
  };
}

function by(name: string): Pick<Draft, "actorId" | "actorName" | "actorAvatar"> {
  const id = name.toLowerCase();
  return { actorId: id, actorName: name, actorAvatar: `/demo/people/${id}.svg` };
}

const LONG =
  "The tenmoku stays as it is, four per cent less iron, and goes on anything that sees cone ten. " +
  "The celadon we dilute by a tenth, since it ran on the shelves of kiln 2 in October, and whoever " +
  "fires it puts wads below. Dora mixes both before the twelfth. The white that crawled on the large " +
  "plates is not the fault of the plates: it was laid on too thick over dust. Wipe them with a damp " +
  "sponge, wait for an hour, dip for two seconds and no longer. Emil writes the test tiles into the " +
  "blue book with date, cone and clay body; tiles without a number go into the bin on Fridays. For the " +
  "ash glaze we wait for the ash of the pear tree, which has to be washed three times, in gloves. " +
  "And please, again: the sieve of 80 mesh is for slip, that of 120 for glazes. They hang on different " +
  "hooks for a reason, and the reason is the batch of eleven litres that we poured away in March.";
