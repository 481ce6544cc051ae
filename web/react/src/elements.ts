"use client";

import {
  BelfryBell as BellElement,
  BelfryInbox as InboxElement,
  BelfryPreferences as PreferencesElement,
  BelfryToasts as ToastsElement,
  type BelfryElement,
  type Notification,
  type PreferencesView,
} from "@belfry/elements";
import { createComponent, type EventName } from "@lit/react";
import * as React from "react";
import { useBelfryIfAny } from "./provider.js";

/** What an element tells. */
export type Told<I, Detail = unknown> = CustomEvent<Detail> & { readonly currentTarget: I };

/** Where a notification leads. */
export interface Destination {
  readonly notification: Notification;
  /** Absolute. */
  readonly url: string;
}

export interface NavigateProps<I> {
  /** An address is about to open: `preventDefault` leaves that to the listener. */
  readonly onNavigate?: (event: Told<I, Destination>) => void;
}

export interface HideProps<I> {
  /** The button to close it was pressed. */
  readonly onHide?: (event: Told<I>) => void;
}

export interface OpenProps<I> {
  readonly onOpen?: (event: Told<I>) => void;
  readonly onClose?: (event: Told<I>) => void;
}

export interface RecapProps<I> {
  /** The user wants to see what was held back. */
  readonly onShowInbox?: (event: Told<I>) => void;
}

export interface ChangedProps<I> {
  /** Something was changed here, and is saved. */
  readonly onPreferencesChanged?: (event: Told<I, PreferencesView>) => void;
}

/** What all elements have. */
type Common = "client" | "server" | "token" | "tokenUrl" | "user" | "theme" | "strings";

/** What an element takes: attributes as any has, those of all elements, its own, and listeners. */
type Props<I extends BelfryElement, Own extends keyof I, Listeners> = Omit<
  React.HTMLAttributes<I>,
  Common | Own | keyof Listeners
> &
  Partial<Pick<I, Common | Own>> &
  Listeners;

export type BelfryBellProps = Props<
  BellElement,
  "open" | "toasts" | "muted" | "titleCount",
  OpenProps<BellElement> & NavigateProps<BellElement>
>;
export type BelfryInboxProps = Props<
  InboxElement,
  "layout" | "tab" | "closable" | "renderItem",
  HideProps<InboxElement> & NavigateProps<InboxElement>
>;
export type BelfryToastsProps = Props<
  ToastsElement,
  "position" | "limit" | "muted" | "titleCount",
  RecapProps<ToastsElement> & NavigateProps<ToastsElement>
>;
export type BelfryPreferencesProps = Props<
  PreferencesElement,
  "embedded",
  ChangedProps<PreferencesElement>
>;

/** `<belfry-bell>`: the button with its badge, the inbox that it opens, and toasts. */
export const BelfryBell = withClient<BellElement, BelfryBellProps>(
  createComponent({
    react: React,
    tagName: "belfry-bell",
    elementClass: BellElement,
    events: {
      onOpen: event<BellElement>("belfry-open"),
      onClose: event<BellElement>("belfry-close"),
      onNavigate: event<BellElement, Destination>("belfry-navigate"),
    },
  }),
);

/** `<belfry-inbox>`: the list of notifications, in a panel or as a page. */
export const BelfryInbox = withClient<InboxElement, BelfryInboxProps>(
  createComponent({
    react: React,
    tagName: "belfry-inbox",
    elementClass: InboxElement,
    events: {
      onHide: event<InboxElement>("belfry-hide"),
      onNavigate: event<InboxElement, Destination>("belfry-navigate"),
    },
  }),
);

/** `<belfry-toasts>`: what arrives, for a moment. */
export const BelfryToasts = withClient<ToastsElement, BelfryToastsProps>(
  createComponent({
    react: React,
    tagName: "belfry-toasts",
    elementClass: ToastsElement,
    events: {
      onShowInbox: event<ToastsElement>("belfry-show-inbox"),
      onNavigate: event<ToastsElement, Destination>("belfry-navigate"),
    },
  }),
);

/** `<belfry-preferences>`: what a user wants to hear of. */
export const BelfryPreferences = withClient<PreferencesElement, BelfryPreferencesProps>(
  createComponent({
    react: React,
    tagName: "belfry-preferences",
    elementClass: PreferencesElement,
    events: {
      onPreferencesChanged: event<PreferencesElement, PreferencesView>(
        "belfry-preferences-changed",
      ),
    },
  }),
);

function event<I, Detail = unknown>(name: string): EventName<Told<I, Detail>> {
  return name as EventName<Told<I, Detail>>;
}

type Component<I, P> = React.ForwardRefExoticComponent<P & React.RefAttributes<I>>;

/** The element with the client of the provider around, unless it says itself whose inbox it is. */
function withClient<I extends BelfryElement, P extends Partial<Pick<I, Common>>>(
  Element: Component<I, P>,
): Component<I, P> {
  const WithClient = React.forwardRef<I, P>((props, ref) => {
    const around = useBelfryIfAny();
    const { client, token, tokenUrl } = props as Partial<Pick<BelfryElement, Common>>;
    const speaksForItself = client !== undefined || token !== undefined || tokenUrl !== undefined;
    const shown = speaksForItself ? client : around;
    // What is `undefined` was left out, and is as the element has it.
    const said = Object.entries(props).filter(([, value]) => value !== undefined);
    const all = { ...Object.fromEntries(said), client: shown, ref };
    return React.createElement(Element, all as unknown as P & React.RefAttributes<I>);
  });
  WithClient.displayName = Element.displayName;
  return WithClient as Component<I, P>;
}
