/** Takes the place of engine.io-client's transport over WebTransport, which no Belfry server has. */
export const WT = undefined;
